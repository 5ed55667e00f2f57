using System.Collections.Immutable;
using System.Linq;
using TypedBus.Shapes.Wire;

namespace TypedBus.Generators.Parsing;

/// <summary>Names what writes and reads a type, put together from the runtime's codecs and from those that are generated.</summary>
internal sealed class CodecNames(ImmutableArray<WireObject> objects)
{
    /// <summary>Names the codec of a type where it stands: null is refused where it may not be.</summary>
    public string Of(WireType type) => type.Type.IsReferenceType && !type.IsNullable
        ? $"NotNullCodec<{Print(type)}, {OfPlain(type)}>"
        : OfPlain(type);

    /// <summary>Names the codec of a type, which lets null through.</summary>
    public string OfPlain(WireType type) => type.Kind switch
    {
        WireKind.Scalar => $"{type.Codec}Codec",
        WireKind.Object or WireKind.Tuple or WireKind.Union => NameOf(objects.IndexOf(type.Object!)),
        WireKind.Enum => $"EnumCodec<{Print(type)}, {WriteParts(type)}>",
        _ => $"{type.Codec}Codec<{WriteParts(type)}>",
    };

    /// <summary>Names a codec that is generated.</summary>
    public static string NameOf(int number) => "Codec" + number;

    /// <summary>Writes a type where it stands.</summary>
    public static string Print(WireType type) => TypeNames.Reference(type.Type) + (type.Type.IsReferenceType && type.IsNullable ? "?" : string.Empty);

    private string WriteParts(WireType type) => string.Join(", ", type.Arguments.Select(part => $"{Print(part)}, {Of(part)}"));
}
