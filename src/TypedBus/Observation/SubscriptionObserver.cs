using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using TypedBus.Routing;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace TypedBus.Observation;

/// <summary>
/// Counts and traces what one subscription handles. Where nobody listens, a delivery costs a look; only what fails is counted always.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class SubscriptionObserver(EventBus bus, HandlerProfile profile)
{
    private readonly Instruments _instruments = bus.Instruments;
    private readonly Counter<long> _consumed = bus.Instruments.Consumed;
    private readonly Histogram<double> _duration = bus.Instruments.Duration;
    private long _retries;
    private long _deadLetters;
    private long _dropped;

    public long Retries => Interlocked.Read(ref _retries);

    public long DeadLetters => Interlocked.Read(ref _deadLetters);

    public long Dropped => Interlocked.Read(ref _dropped);

    // Races make equal ones, one of which stays: harmless. An idle subscription has none.
    public Tag[] ProcessTags =>
        field ??= Tags.OfProcess(profile.Definition.Subject, profile.Definition.Group ?? profile.Name, profile.Name);

    // Kept, since a full queue drops again and again.
    private Tag[] FullModeTags => field ??= [.. ProcessTags, new(Tags.DropReason, Tags.FullMode)];

    private string SpanName => field ??= $"{Tags.Process} {profile.Definition.Subject}";

    private bool IsWatched
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _consumed.Enabled || _duration.Enabled || Spans.AreWatched;
    }

    /// <summary>Runs an attempt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueTask HandleAsync(EventDelegate handle, EventContext context) =>
        IsWatched ? WatchAsync(handle, context) : handle(context);

    public void CountFailure(Exception failure)
    {
        if (_instruments.Failures.Enabled)
        {
            _instruments.Failures.Add(1, ProcessTags.WithError(failure));
        }
    }

    public void CountRetry()
    {
        Interlocked.Increment(ref _retries);
        _instruments.Retries.Add(1, ProcessTags);
    }

    public void CountDeadLetter(Exception reason)
    {
        Interlocked.Increment(ref _deadLetters);
        if (_instruments.DeadLetters.Enabled)
        {
            _instruments.DeadLetters.Add(1, ProcessTags.WithError(reason));
        }
    }

    public void CountLost() => _instruments.Lost.Add(1, ProcessTags);

    /// <summary>Counts what the full mode dropped.</summary>
    public void CountDroppedByMode(int count)
    {
        Interlocked.Add(ref _dropped, count);
        if (_instruments.Dropped.Enabled)
        {
            _instruments.Dropped.Add(count, FullModeTags);
        }
    }

    /// <summary>Counts what a stop dropped past its limit.</summary>
    public void CountDroppedByStop(long count)
    {
        Interlocked.Add(ref _dropped, count);
        _instruments.Dropped.Add(count, [.. ProcessTags, new(Tags.DropReason, Tags.StopLimit)]);
    }

    private ValueTask WatchAsync(EventDelegate handle, EventContext context)
    {
        if (context.Attempt == 1)
        {
            _consumed.Add(context.Batch?.Count ?? 1, ProcessTags);
        }

        return Spans.AreWatched ? TraceAsync(handle, context) : _duration.Enabled ? TimeAsync(handle, context) : handle(context);
    }

    private async ValueTask TraceAsync(EventDelegate handle, EventContext context)
    {
        using var span = Spans.BeginProcess(SpanName, ProcessTags, context.Header.Options?.Trace);
        if (span is not null)
        {
            Spans.Describe(span, context);
        }

        try
        {
            await (_duration.Enabled ? TimeAsync(handle, context) : handle(context)).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Spans.Fail(span, failure);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask TimeAsync(EventDelegate handle, EventContext context)
    {
        var begun = bus.Time.GetTimestamp();
        try
        {
            await handle(context).ConfigureAwait(false);
            _duration.Record(SecondsSince(begun), ProcessTags);
        }
        catch (Exception failure)
        {
            _duration.Record(SecondsSince(begun), ProcessTags.WithError(failure));
            throw;
        }
    }

    // Not as a TimeSpan, whose tick is longer than a short handler takes.
    private double SecondsSince(long begun) => (bus.Time.GetTimestamp() - begun) / (double)bus.Time.TimestampFrequency;
}
