namespace TypedBus.Runtime;

/// <summary>A handler as one bus runs it: what is known at compile time, with what configuration and code made of it.</summary>
internal sealed class HandlerProfile(HandlerDefinition definition)
{
    public HandlerDefinition Definition { get; } = definition;

    public string Name => Definition.Name;

    /// <summary>The name as a number, for derived identifiers.</summary>
    public ulong Hash { get; } = EventId.HashOf(definition.Name);
}
