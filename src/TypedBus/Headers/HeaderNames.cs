namespace TypedBus;

/// <summary>The names of what travels beside an event: CloudEvents' own in binary mode, and those of HTTP and W3C as they are.</summary>
public static class HeaderNames
{
    /// <summary>The identifier of the event.</summary>
    public const string Id = "ce-id";

    /// <summary>Where the event comes from, an URI or a part of one.</summary>
    public const string Source = "ce-source";

    /// <summary>The version of CloudEvents: <c>1.0</c>.</summary>
    public const string SpecVersion = "ce-specversion";

    /// <summary>What the bytes are called: the event's declared subject and its version, as <c>orders.placed.v1</c>.</summary>
    public const string Type = "ce-type";

    /// <summary>When the event was published.</summary>
    public const string Time = "ce-time";

    /// <summary>The key by which deliveries keep their order, where the event has one.</summary>
    public const string Subject = "ce-subject";

    /// <summary>What all events share that follow from one.</summary>
    public const string CorrelationId = "ce-correlationid";

    /// <summary>The identifier of the event whose handler published this one.</summary>
    public const string CausationId = "ce-causationid";

    /// <summary>The span that published the event, as W3C has it.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>What tracers add to the span, as W3C has it.</summary>
    public const string TraceState = "tracestate";

    /// <summary>The subscription that alone is to take the delivery: a dead letter that was sent back. It is one of the others.</summary>
    public const string Recipient = "typedbus-recipient";

    /// <summary>The media type of the bytes.</summary>
    public const string ContentType = "content-type";
}
