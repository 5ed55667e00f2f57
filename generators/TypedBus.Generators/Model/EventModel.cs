namespace TypedBus.Generators.Model;

/// <summary>An event, or a base type of events. Equatable by value.</summary>
internal sealed record EventModel
{
    public required TypeModel Type { get; init; }

    public required string Subject { get; init; }

    public required bool IsBase { get; init; }
}
