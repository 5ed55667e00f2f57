using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

internal static class SymbolExtensions
{
    // No escapes and no special names: a name means the same in every language and stays the same for good.
    private static readonly SymbolDisplayFormat _fullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>Gets the name with namespace and nesting, joined by dots.</summary>
    public static string FullName(this ISymbol symbol) => symbol.ToDisplayString(_fullName);

    /// <summary>Gets the full name of a method with its type's.</summary>
    public static string FullName(this IMethodSymbol method) =>
        method.ContainingType is null ? method.Name : $"{method.ContainingType.FullName()}.{method.Name}";

    /// <summary>Tells whether a type is the one of that namespace and metadata name, such as <c>Task`1</c>.</summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName) =>
        type is { ContainingType: null }
        && type.OriginalDefinition.MetadataName == metadataName
        && type.ContainingNamespace?.ToDisplayString() == @namespace;

    /// <summary>Gets the attribute of that name, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string @namespace, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(@namespace, name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Tells whether the type is one that the compiler could not find, or is made of one.</summary>
    public static bool HasError(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.HasError(),
        INamedTypeSymbol named => named.TypeArguments.Any(HasError) || (named.ContainingType?.HasError() ?? false),
        _ => false,
    };

    /// <summary>Tells whether generated code of the assembly may name the type. A file-local type has no name outside its file.</summary>
    public static bool IsReachable(this INamedTypeSymbol type, Compilation compilation)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                return false;
            }
        }

        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);
    }

    /// <summary>Tells whether the symbol's author has forbidden its use, which no generated code may get around.</summary>
    public static bool IsForbidden(this ISymbol symbol)
    {
        var attribute = symbol.FindAttribute("System", nameof(ObsoleteAttribute));
        return attribute is { ConstructorArguments.Length: 2 } && attribute.ConstructorArguments[1].Value is true;
    }

    /// <summary>Gets the method by which a property is read, or null. An override of the setter alone is read by the getter of its base.</summary>
    public static IMethodSymbol? FindGetter(this IPropertySymbol? property)
    {
        while (property is { GetMethod: null, OverriddenProperty: { } overridden })
        {
            property = overridden;
        }

        return property?.GetMethod;
    }
}
