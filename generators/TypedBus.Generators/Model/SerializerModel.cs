namespace TypedBus.Generators.Model;

/// <summary>What writes and reads one event. Equatable by value.</summary>
internal sealed record SerializerModel
{
    public required TypeModel Event { get; init; }

    /// <summary>Gets the simple name of the class, and of its file without the extension.</summary>
    public required string ClassName { get; init; }

    public required string FileName { get; init; }

    /// <summary>Gets the types that the event is made of, the event itself first. Each is known by its place.</summary>
    public required EquatableArray<CodecModel> Codecs { get; init; }
}
