using System.Diagnostics;

namespace TypedBus.Observation;

/// <summary>The span that published an event. It travels among the event's options, and is made only where somebody traces.</summary>
internal sealed record TraceParent(ActivityContext Context)
{
    /// <summary>Reads a span as W3C has it, or gives null where there is none, or none that can be read: a trace is not worth a delivery.</summary>
    public static TraceParent? TryRead(string? parent, string? state) =>
        parent is not null && ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? new TraceParent(context) : null;

    /// <summary>Gives the span as W3C has it.</summary>
    public string ToText() => $"00-{Context.TraceId.ToHexString()}-{Context.SpanId.ToHexString()}-{(int)Context.TraceFlags:x2}";
}
