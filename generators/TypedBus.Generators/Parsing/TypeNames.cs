using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Names of symbols as generated code writes them.</summary>
internal static class TypeNames
{
    // Nullable annotations within type arguments are kept: without them the compiler warns of the difference.
    private static readonly SymbolDisplayFormat _reference = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat _member =
        new(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Reference(ITypeSymbol type) =>
        type is INamedTypeSymbol named && named.IsPlain() && FindPlain(named) is { } name
            ? "global::" + name
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(_reference);

    /// <summary>Gets the simple name of a method, property or field.</summary>
    public static string Member(ISymbol member) => IsPlain(member.Name) ? member.Name : member.ToDisplayString(_member);

    /// <summary>Gets the only type argument of a type, with its nullable annotation.</summary>
    public static string TypeArgument(ITypeSymbol type) => ((INamedTypeSymbol)type).TypeArguments[0].ToDisplayString(_reference);

    public static TypeModel Model(ITypeSymbol type) => new() { Reference = Reference(type), FullName = type.FullName() };

    // Null where a name in it needs an escape.
    private static string? FindPlain(INamedTypeSymbol type)
    {
        for (ISymbol part = type; part is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; part = part.ContainingSymbol)
        {
            if (!IsPlain(part.Name))
            {
                return null;
            }
        }

        return type.PlainName();
    }

    private static bool IsPlain(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
        && name.IndexOf('.') < 0;
}
