namespace TypedBus.Runtime;

/// <summary>
/// Tells tools that read an assembly's metadata of one of its events. Generated code marks the assembly with one for each; the bus never
/// reads it.
/// </summary>
/// <param name="type">The full name of the event's type, nested types joined by dots.</param>
/// <param name="subject">The event's subject, placeholders included.</param>
/// <param name="bases">
/// The full names of the types by which handlers may take the event beside its own, joined by semicolons; null where there are none.
/// </param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DeclaredEventAttribute(string type, string subject, string? bases) : Attribute
{
    /// <summary>Gets the full name of the event's type, nested types joined by dots.</summary>
    public string Type { get; } = type;

    /// <summary>Gets the event's subject, placeholders included.</summary>
    public string Subject { get; } = subject;

    /// <summary>Gets the full names of the types by which handlers may take the event beside its own, joined by semicolons, or null.</summary>
    public string? Bases { get; } = bases;
}
