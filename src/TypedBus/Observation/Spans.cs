using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TypedBus.Observation;

/// <summary>The spans of all buses of the process, from a source named <c>TypedBus</c>.</summary>
internal static class Spans
{
    // One for the process, and never disposed of: a source has no state but those who listen.
    private static readonly ActivitySource _source = new(Instruments.MeterName);

    public static bool AreWatched
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _source.HasListeners();
    }

    /// <summary>Begins the span of a publish, or gives null where nobody samples it.</summary>
    /// <param name="name">The name of the span.</param>
    /// <param name="tags">The tags of the event's route.</param>
    /// <param name="inherited">The trace of the event that this one follows from, where no span is running.</param>
    public static Activity? BeginPublish(string name, KeyValuePair<string, object?>[] tags, TraceParent? inherited) =>
        _source.StartActivity(name, ActivityKind.Producer, Parent(Activity.Current, inherited), tags);

    /// <summary>
    /// Begins the span of an attempt, as a child of the publisher's, or gives null where nobody samples it. Call it in an async method: what
    /// it makes of the current activity ends with that.
    /// </summary>
    /// <param name="name">The name of the span.</param>
    /// <param name="tags">The tags of the subscription.</param>
    /// <param name="publisher">The trace that came with the event, if any.</param>
    public static Activity? BeginProcess(string name, KeyValuePair<string, object?>[] tags, TraceParent? publisher)
    {
        // A worker has for current what was so when the bus started, which no delivery follows from.
        Activity.Current = null;
        return _source.StartActivity(name, ActivityKind.Consumer, Parent(current: null, publisher), tags);
    }

    /// <summary>Says of a span which delivery it is about.</summary>
    public static void Describe(Activity span, EventContext context)
    {
        if (span.IsAllDataRequested)
        {
            span.SetTag(Tags.MessageId, context.Id.ToString());
            span.SetTag(Tags.ConversationId, context.CorrelationId);
            span.SetTag(Tags.Attempt, context.Attempt);
            if (context.Batch is { } batch)
            {
                span.SetTag(Tags.BatchCount, batch.Count);
            }
        }
    }

    public static void Fail(Activity? span, Exception failure)
    {
        span?.SetStatus(ActivityStatusCode.Error, failure.Message);
        span?.SetTag(Tags.ErrorType, TypeNames.Of(failure.GetType()));
    }

    private static ActivityContext Parent(Activity? current, TraceParent? inherited) => current?.Context ?? inherited?.Context ?? default;
}
