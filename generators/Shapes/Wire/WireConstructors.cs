using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Shapes.Wire;

/// <summary>Finds the constructor by which a value is put together from the members that came.</summary>
internal static class WireConstructors
{
    /// <summary>
    /// Finds the primary constructor. Where the source is not there, it is the one whose parameters the type takes itself apart into, as
    /// records with parameters do.
    /// </summary>
    public static IMethodSymbol? FindPrimary(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors;
        if (!type.DeclaringSyntaxReferences.IsEmpty)
        {
            return constructors.FirstOrDefault(static made => made.DeclaringSyntaxReferences.Any(
                static part => part.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }));
        }

        return type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .Select(parted => constructors.FirstOrDefault(made => IsSame(made, parted)))
            .FirstOrDefault(static made => made is not null);
    }

    /// <summary>Finds the constructor that the type's author has chosen for reading.</summary>
    public static IMethodSymbol? FindChosen(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(
        static made => made.FindAttribute(KnownNames.MessagePack, "SerializationConstructorAttribute") is not null);

    /// <summary>
    /// Chooses a constructor each of whose parameters takes a member that travels, and which leaves no member that cannot be set: the chosen
    /// one, or the primary one, or the one that takes the most.
    /// </summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type, List<WireCandidate> members, IMethodSymbol? first, Compilation compilation)
    {
        var possible = first is null
            ? type.InstanceConstructors.OrderByDescending(static made => made.Parameters.Length)
            : (IEnumerable<IMethodSymbol>)[first];
        return possible.FirstOrDefault(made => !made.IsForbidden()
            && compilation.IsSymbolAccessibleWithin(made, compilation.Assembly)
            && made.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && FindTaken(parameter, members) is not null)
            && members.TrueForAll(member => member.IsWritable || made.Parameters.Any(parameter => Takes(parameter, member))));
    }

    /// <summary>Tells whether who calls the constructor need not set what is required.</summary>
    public static bool SetsRequired(IMethodSymbol constructor) =>
        constructor.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null;

    /// <summary>Finds the member that a parameter takes: that of its name, or else of its name in another case, and of its type.</summary>
    public static WireCandidate? FindTaken(IParameterSymbol parameter, List<WireCandidate> members) =>
        members.Find(member => Takes(parameter, member) && member.Member.Name == parameter.Name)
        ?? members.Find(member => Takes(parameter, member));

    public static bool Takes(IParameterSymbol parameter, WireCandidate member) =>
        string.Equals(parameter.Name, member.Member.Name, StringComparison.OrdinalIgnoreCase)
        && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type);

    private static bool IsSame(IMethodSymbol constructor, IMethodSymbol parted) =>
        !parted.IsStatic
        && constructor.Parameters.Length == parted.Parameters.Length
        && constructor.Parameters.Zip(parted.Parameters, static (one, other) =>
            other.RefKind == RefKind.Out && one.Name == other.Name && SymbolEqualityComparer.Default.Equals(one.Type, other.Type)).All(static same => same);
}
