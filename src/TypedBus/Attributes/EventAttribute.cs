namespace TypedBus;

/// <summary>
/// Marks a record, struct or class as an event. An event is a fact that has happened: it is immutable, it is not generic,
/// and it has a subject by which it is addressed.
/// </summary>
/// <remarks>The source generator reads this attribute; nothing reads it at run time.</remarks>
/// <param name="subject">
/// The dotted address of the event, such as <c>"orders.placed"</c>: tokens joined by dots, none of them empty, without white space and
/// without the wildcards <c>*</c> and <c>&gt;</c>. A token in braces, such as <c>{Region}</c>, is a placeholder: it names a property or field
/// of the event, whose value stands there.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EventAttribute(string subject) : Attribute
{
    /// <summary>Gets the dotted address of the event.</summary>
    public string Subject { get; } = subject;

    /// <summary>
    /// Gets or sets the version of what the event is as bytes, from 1, which is the default. Types of different versions may share a subject:
    /// which of them bytes are of is told by subject and version together.
    /// </summary>
    public int Version { get; set; } = 1;

    /// <summary>
    /// Gets or sets the name of the transport by which the event travels, such as <c>nats</c>, or <see cref="EventBusBuilder.InProcess"/>. What code
    /// or configuration say of this event in particular goes before it; what they say of all events does not. The default is null: the attribute
    /// says nothing.
    /// </summary>
    public string? Transport { get; set; }

    /// <summary>
    /// Gets or sets whether the event is published, or handled, by an application other than those that are compiled with it. It changes
    /// nothing at run time: it states the intent, so that no analyzer asks who publishes or handles the event. The default is false.
    /// </summary>
    public bool External { get; set; }
}
