namespace TypedBus.Analyzers.Contracts;

/// <summary>A subscription as declared.</summary>
/// <param name="Name">Its name, by which brokers know it.</param>
/// <param name="Event">The event that it is of: its subject and version, or a base type.</param>
/// <param name="Text">Its line, whole.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record ContractSubscription(string Name, string Event, string Text, ContractLine Line);
