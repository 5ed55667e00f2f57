using Microsoft.CodeAnalysis;
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
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(_reference);

    /// <summary>Gets the simple name of a method, property or field.</summary>
    public static string Member(ISymbol member) => member.ToDisplayString(_member);

    /// <summary>Gets the only type argument of a type, with its nullable annotation.</summary>
    public static string TypeArgument(ITypeSymbol type) => ((INamedTypeSymbol)type).TypeArguments[0].ToDisplayString(_reference);

    public static TypeModel Model(ITypeSymbol type) => new() { Reference = Reference(type), FullName = type.FullName() };
}
