using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>Reads types of which several others are, each marked by MessagePack's <c>[Union]</c>.</summary>
internal static class WireUnions
{
    public static bool IsUnion(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface || type.IsAbstract;

    /// <summary>Lists the types and the numbers that stand for them, up to the first that cannot be one of them.</summary>
    public static IEnumerable<(int Key, INamedTypeSymbol Type)> FindCases(INamedTypeSymbol type, WireTypeReader reader, string place)
    {
        var keys = new HashSet<int>();
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var marks = type.GetAttributes().Where(static mark => mark.AttributeClass.Is(KnownNames.MessagePack, "UnionAttribute")).ToArray();
        if (marks.Length == 0)
        {
            reader.Refuse(
                RuleIds.UnionIsUnfit,
                $"{place} is of '{type.ToDisplayString()}', which is abstract. Mark it [Union] for each type that may stand there.");
        }

        foreach (var mark in marks)
        {
            if (mark.ConstructorArguments is not [{ Value: int key }, { Kind: not TypedConstantKind.Error, Value: { } value }])
            {
                yield break;
            }

            if (FindFault(type, value, key, keys, types, reader.Compilation) is { } fault)
            {
                reader.Refuse(RuleIds.UnionIsUnfit, $"'{type.ToDisplayString()}' {fault}");
                yield break;
            }

            yield return (key, (INamedTypeSymbol)value);
        }
    }

    private static string? FindFault(
        INamedTypeSymbol type, object value, int key, HashSet<int> keys, HashSet<ITypeSymbol> types, Compilation compilation)
    {
        if (value is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsUnboundGenericType: false } part || part.IsAbstract)
        {
            return $"has a [Union] of {key}, which names no type that can be made. Name a class or a struct that is not abstract, by typeof.";
        }

        if (!keys.Add(key))
        {
            return $"has two [Union] of {key}. Give each type a number of its own.";
        }

        if (!types.Add(part))
        {
            return $"has two [Union] of '{part.ToDisplayString()}'. Remove one of them.";
        }

        return compilation.ClassifyCommonConversion(part, type) is { Exists: true, IsImplicit: true, IsUserDefined: false }
            ? null
            : $"has a [Union] of {key}, '{part.ToDisplayString()}', which is none of its types. Name one that is.";
    }
}
