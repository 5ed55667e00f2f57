using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Tells which types have a text that is one token of a subject.</summary>
internal static class SubjectTokens
{
    public static bool IsEnum(ITypeSymbol type) => Unwrap(type).TypeKind == TypeKind.Enum;

    /// <summary>
    /// Tells whether the values of a type, or of a nullable one, are written as one token. Of the framework's types only those are whose text
    /// never has a dot or white space; of other types, whoever writes the type knows, and the bus checks each value.
    /// </summary>
    public static bool IsOf(ITypeSymbol type)
    {
        var plain = Unwrap(type);
        return plain.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char || IsInteger(plain)
            || plain.TypeKind == TypeKind.Enum
            || (IsFramework(plain)
                ? plain.Is("System", "Guid") || plain.Is("System", "Int128") || plain.Is("System", "UInt128")
                : plain.TypeKind is TypeKind.Class or TypeKind.Struct
                    && !plain.IsRefLikeType
                    && plain.AllInterfaces.Any(static part => part.Is("System", "ISpanFormattable")));
    }

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType
        is (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsFramework(ITypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
        && (space.ToDisplayString() is "System" || space.ToDisplayString().StartsWith("System.", System.StringComparison.Ordinal));

    private static ITypeSymbol Unwrap(ITypeSymbol type) => ValueHash.IsNullableStruct(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
}
