using TypedBus.Shapes.Wire;

namespace TypedBus.Generators.Model;

/// <summary>What writes and reads one type of which an event is made. Equatable by value.</summary>
internal sealed record CodecModel
{
    /// <summary>Gets the type as generated code writes it, as one that is not null.</summary>
    public required string Type { get; init; }

    public required string FullName { get; init; }

    public required bool IsReference { get; init; }

    /// <summary>Gets how values travel: as an object, a tuple or a union.</summary>
    public required WireKind Kind { get; init; }

    /// <summary>Gets the members in the order of their keys.</summary>
    public required EquatableArray<CodecMemberModel> Members { get; init; }

    /// <summary>Gets how a value is made out of what the constructor takes, such as <c>new Shop.Placed(value0, value1)</c>.</summary>
    public required string Creation { get; init; }

    /// <summary>Gets the types of a union.</summary>
    public required EquatableArray<CodecCaseModel> Cases { get; init; }
}
