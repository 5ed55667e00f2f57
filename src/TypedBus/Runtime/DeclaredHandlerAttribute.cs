namespace TypedBus.Runtime;

/// <summary>
/// Tells tools that read an assembly's metadata of one of its handlers. Generated code marks the assembly with one for each; the bus never
/// reads it.
/// </summary>
/// <param name="name">The name of the handler's subscription.</param>
/// <param name="takes">The full name of the type that the handler takes: an event, or a base type of events.</param>
/// <param name="result">The full name of the event that the handler returns, or null.</param>
/// <param name="group">The group that the handler's attribute names, or null.</param>
/// <param name="filter">The filter of the event's subject that the handler's attribute names, or null.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DeclaredHandlerAttribute(string name, string takes, string? result, string? group, string? filter) : Attribute
{
    /// <summary>Gets the name of the handler's subscription.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the full name of the type that the handler takes: an event, or a base type of events.</summary>
    public string Takes { get; } = takes;

    /// <summary>Gets the full name of the event that the handler returns, or null.</summary>
    public string? Result { get; } = result;

    /// <summary>Gets the group that the handler's attribute names, or null.</summary>
    public string? Group { get; } = group;

    /// <summary>Gets the filter of the event's subject that the handler's attribute names, or null.</summary>
    public string? Filter { get; } = filter;
}
