namespace TypedBus.Generators.Model;

/// <summary>A part of a subject with placeholders: text, or a member of the event. Equatable by value.</summary>
internal sealed record SubjectPartModel
{
    /// <summary>Gets the text, dots included, or the name of the member.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the member as generated code writes it, with an <c>@</c> where the name is a keyword, or null for text.</summary>
    public required string? Member { get; init; }

    public required bool IsEnum { get; init; }
}
