using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Tells which types have a hash by value that can be had without boxing.</summary>
internal static class ValueHash
{
    /// <summary>
    /// Tells whether equal values of a type have equal hashes. A struct that inherits <c>ValueType.GetHashCode</c> would be boxed
    /// by it, and a class that inherits <c>Object.GetHashCode</c> has a hash of its identity.
    /// </summary>
    public static bool IsOf(ITypeSymbol type) => Unwrap(type) switch
    {
        { TypeKind: TypeKind.Enum } => true,
        { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false } plain => OverridesGetHashCode(plain),
        _ => false,
    };

    public static bool IsNullableStruct(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static ITypeSymbol Unwrap(ITypeSymbol type) => IsNullableStruct(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    private static bool OverridesGetHashCode(ITypeSymbol type)
    {
        for (ITypeSymbol? part = type;
            part is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) };
            part = part.BaseType)
        {
            var method = part.GetMembers(nameof(GetHashCode)).OfType<IMethodSymbol>()
                .FirstOrDefault(static method => method.Parameters.IsEmpty && !method.IsGenericMethod);
            if (method is not null)
            {
                // One that hides the inherited method may be anything.
                return method.IsOverride && !method.IsForbidden();
            }
        }

        return false;
    }
}
