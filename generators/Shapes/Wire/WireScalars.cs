using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>The types of the framework that travel as one value, and those that hold elements.</summary>
internal static class WireScalars
{
    private static readonly Dictionary<SpecialType, string> _special = new()
    {
        [SpecialType.System_Boolean] = "Boolean",
        [SpecialType.System_Char] = "Char",
        [SpecialType.System_SByte] = "SByte",
        [SpecialType.System_Byte] = "Byte",
        [SpecialType.System_Int16] = "Int16",
        [SpecialType.System_UInt16] = "UInt16",
        [SpecialType.System_Int32] = "Int32",
        [SpecialType.System_UInt32] = "UInt32",
        [SpecialType.System_Int64] = "Int64",
        [SpecialType.System_UInt64] = "UInt64",
        [SpecialType.System_Single] = "Single",
        [SpecialType.System_Double] = "Double",
        [SpecialType.System_Decimal] = "Decimal",
        [SpecialType.System_String] = "String",
        [SpecialType.System_DateTime] = "DateTime",
    };

    private static readonly HashSet<string> _named =
    [
        "System.Guid",
        "System.DateTimeOffset",
        "System.DateOnly",
        "System.TimeOnly",
        "System.TimeSpan",
        "System.Half",
        "System.Uri",
        "System.Version",
        "System.Numerics.BigInteger",
    ];

    private static readonly HashSet<string> _sequences =
    [
        "System.ArraySegment`1",
        "System.Memory`1",
        "System.ReadOnlyMemory`1",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IList`1",
        "System.Collections.Generic.IReadOnlyCollection`1",
        "System.Collections.Generic.IReadOnlyList`1",
        "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.Stack`1",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.ReadOnlyCollection`1",
        "System.Collections.Immutable.IImmutableList`1",
        "System.Collections.Immutable.IImmutableQueue`1",
        "System.Collections.Immutable.IImmutableSet`1",
        "System.Collections.Immutable.IImmutableStack`1",
        "System.Collections.Immutable.ImmutableArray`1",
        "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.ImmutableQueue`1",
        "System.Collections.Immutable.ImmutableSortedSet`1",
        "System.Collections.Immutable.ImmutableStack`1",
    ];

    private static readonly HashSet<string> _maps =
    [
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2",
        "System.Collections.Immutable.IImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableSortedDictionary`2",
    ];

    /// <summary>Finds the codec of a type that travels as one value, or null.</summary>
    public static string? Find(ITypeSymbol type)
    {
        if (_special.TryGetValue(type.SpecialType, out var special))
        {
            return special;
        }

        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte })
        {
            return "Bytes";
        }

        return type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] }
            && NameOf(type) is "System.Memory`1" or "System.ReadOnlyMemory`1" or "System.ArraySegment`1"
                ? $"{type.Name}OfBytes"
                : _named.Contains(NameOf(type)) ? type.Name : null;
    }

    public static bool IsSequence(ITypeSymbol type) => _sequences.Contains(NameOf(type));

    public static bool IsMap(ITypeSymbol type) => _maps.Contains(NameOf(type));

    /// <summary>Tells whether a type is of the framework, whose members are not read: what they mean is not told by them.</summary>
    public static bool IsFramework(ITypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
        && (space.ToDisplayString() + ".").StartsWith("System.", StringComparison.Ordinal);

    private static string NameOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace.IsGlobalNamespace: false }
            ? $"{type.ContainingNamespace.ToDisplayString()}.{type.OriginalDefinition.MetadataName}"
            : string.Empty;
}
