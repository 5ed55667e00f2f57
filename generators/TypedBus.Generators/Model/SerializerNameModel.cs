namespace TypedBus.Generators.Model;

/// <summary>Which class writes and reads an event. Equatable by value.</summary>
internal sealed record SerializerNameModel
{
    /// <summary>Gets the event as generated code writes it.</summary>
    public required string Event { get; init; }

    /// <summary>Gets the simple name of the class.</summary>
    public required string ClassName { get; init; }
}
