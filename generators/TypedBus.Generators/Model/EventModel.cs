namespace TypedBus.Generators.Model;

/// <summary>An event. Equatable by value.</summary>
internal sealed record EventModel
{
    public required TypeModel Type { get; init; }

    public required string Subject { get; init; }
}
