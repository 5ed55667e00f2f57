using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>Reckons how many bytes a value takes on a 64-bit machine.</summary>
internal static class StructSize
{
    private const int Reference = 8;

    public static int Of(ITypeSymbol type) => Measure(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)).Size;

    private static (int Size, int Alignment) Measure(ITypeSymbol type, HashSet<ITypeSymbol> around)
    {
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying })
        {
            return Measure(underlying, around);
        }

        if (FindKnown(type) is { } known)
        {
            return (known, Align(known));
        }

        // A struct that holds itself is the compiler's to report.
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named || !around.Add(named))
        {
            return (Reference, Reference);
        }

        if (ValueHash.IsNullableStruct(named))
        {
            var (inner, innerAlignment) = Measure(named.TypeArguments[0], around);
            around.Remove(named);
            return (inner + innerAlignment, innerAlignment);
        }

        var (total, largest) = (0, 1);
        foreach (var field in named.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic))
        {
            var (fieldSize, alignment) = Measure(field.Type, around);
            total = RoundUp(total, alignment) + fieldSize;
            largest = Math.Max(largest, alignment);
        }

        around.Remove(named);
        return (RoundUp(Math.Max(total, 1), largest), largest);
    }

    // The framework's reference assemblies do not tell the private fields of its structs.
    private static int? FindKnown(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte => 1,
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_DateTime
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 8,
        SpecialType.System_Decimal => 16,
        _ => type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            ? type.MetadataName switch
            {
                "Half" => 2,
                "DateOnly" => 4,
                "TimeOnly" or "TimeSpan" => 8,
                "Guid" or "DateTimeOffset" or "Int128" or "UInt128" or "Memory`1" or "ReadOnlyMemory`1" => 16,
                _ => null,
            }
            : null,
    };

    private static int Align(int size) => Math.Min(size, Reference);

    private static int RoundUp(int size, int alignment) => (size + alignment - 1) / alignment * alignment;
}
