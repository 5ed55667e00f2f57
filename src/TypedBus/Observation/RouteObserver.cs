using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using TypedBus.Routing;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace TypedBus.Observation;

/// <summary>Counts and traces what is published on one route. Where nobody listens, publishers only look.</summary>
internal sealed class RouteObserver(Instruments instruments, string subject)
{
    private static readonly PublishOptions _noOptions = new();

    private readonly Counter<long> _sent = instruments.Sent;

    // Races make equal ones, one of which stays: harmless. An idle route has none.
    private Tag[] PublishTags => field ??= Tags.OfPublish(subject);

    private string SpanName => field ??= $"{Tags.Publish} {subject}";

    public bool IsWatched
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _sent.Enabled || Spans.AreWatched;
    }

    public ValueTask PublishAsync<TEvent>(Route<TEvent> route, in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        if (Spans.AreWatched)
        {
            return TraceAsync(route, delivery, cancellationToken);
        }

        var publishing = route.PublishAsync(in delivery, cancellationToken);
        if (!publishing.IsCompletedSuccessfully)
        {
            return CountAsync(publishing);
        }

        publishing.GetAwaiter().GetResult();
        _sent.Add(1, PublishTags);
        return default;
    }

    public ValueTask PublishCascadeAsync<TEvent>(Route<TEvent> route, in Delivery<TEvent> delivery)
    {
        var span = Spans.AreWatched ? Spans.BeginPublish(SpanName, PublishTags, delivery.Header.Options?.Trace) : null;
        try
        {
            var publishing = route.PublishCascadeAsync(Traced(delivery, span));
            if (!publishing.IsCompletedSuccessfully)
            {
                return FinishAsync(publishing, span);
            }

            publishing.GetAwaiter().GetResult();
            _sent.Add(1, PublishTags);
        }
        catch (Exception failure)
        {
            Fail(span, failure);
            span?.Dispose();
            throw;
        }

        span?.Dispose();
        return default;
    }

    private async ValueTask FinishAsync(ValueTask publishing, Activity? span)
    {
        using (span)
        {
            try
            {
                await publishing.ConfigureAwait(false);
                _sent.Add(1, PublishTags);
            }
            catch (Exception failure)
            {
                Fail(span, failure);
                throw;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CountAsync(ValueTask publishing)
    {
        try
        {
            await publishing.ConfigureAwait(false);
            _sent.Add(1, PublishTags);
        }
        catch (Exception failure)
        {
            Fail(span: null, failure);
            throw;
        }
    }

    private async ValueTask TraceAsync<TEvent>(Route<TEvent> route, Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        using var span = Spans.BeginPublish(SpanName, PublishTags, inherited: null);
        try
        {
            await route.PublishAsync(Traced(delivery, span), cancellationToken).ConfigureAwait(false);
            _sent.Add(1, PublishTags);
        }
        catch (Exception failure)
        {
            Fail(span, failure);
            throw;
        }
    }

    // The publisher's own options are shared and do not change: what is traced has a copy. Where the publish itself is not sampled, what
    // handles it follows from whatever is running here.
    private static Delivery<TEvent> Traced<TEvent>(Delivery<TEvent> delivery, Activity? span)
    {
        if (Spans.AreWatched && (span ?? Activity.Current) is { } parent)
        {
            var header = delivery.Header;
            header.Options = (header.Options ?? _noOptions) with { Trace = new TraceParent(parent.Context) };
            delivery.Header = header;
        }

        if (span?.IsAllDataRequested == true)
        {
            span.SetTag(Tags.MessageId, delivery.Header.Id.ToString());
            span.SetTag(Tags.ConversationId, delivery.Header.Options?.CorrelationId ?? delivery.Header.Correlation.ToString());
        }

        return delivery;
    }

    private void Fail(Activity? span, Exception failure)
    {
        Spans.Fail(span, failure);
        if (_sent.Enabled)
        {
            _sent.Add(1, PublishTags.WithError(failure));
        }
    }
}
