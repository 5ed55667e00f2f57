using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>Reads tuples, and pairs of key and value.</summary>
internal static class WireTuples
{
    private const int MostItems = 7;

    public static bool IsTuple(INamedTypeSymbol type) =>
        type.Is("System.Collections.Generic", "KeyValuePair`2")
        || (type.ContainingNamespace?.ToDisplayString() == "System"
            && type is { ContainingType: null, Name: "ValueTuple" or "Tuple", TypeArguments.Length: >= 1 and <= MostItems });

    /// <summary>Lists the items in their order, each with the constructor's parameter that takes it.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type, IParameterSymbol Parameter)> FindItems(INamedTypeSymbol type)
    {
        // The names that the user gave are those of the place; the fields behind them are the tuple's own.
        var plain = type.TupleUnderlyingType ?? type;
        var constructor = plain.InstanceConstructors.First(made => made.Parameters.Length == plain.TypeArguments.Length);
        foreach (var parameter in constructor.Parameters)
        {
            var name = plain.Name == "KeyValuePair" ? parameter.Name : $"Item{parameter.Ordinal + 1}";
            var member = plain.GetMembers().First(member =>
                member.DeclaredAccessibility == Accessibility.Public
                && string.Equals(member.Name, name, System.StringComparison.OrdinalIgnoreCase));
            yield return (member, parameter.Type, parameter);
        }
    }
}
