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
    public static string FullName(this ISymbol symbol) =>
        symbol is INamedTypeSymbol type && type.IsPlain() ? type.PlainName() : symbol.ToDisplayString(_fullName);

    /// <summary>
    /// Tells whether the name of a type is its own with those of its namespace and the types around it, and nothing else: what most types
    /// have, and what is put together much faster than it is displayed.
    /// </summary>
    public static bool IsPlain(this INamedTypeSymbol type) =>
        type is
        {
            IsGenericType: false,
            SpecialType: SpecialType.None,
            TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Enum,
            IsFileLocal: false,
            Name.Length: > 0,
        }
        && (type.ContainingType is null || type.ContainingType.IsPlain());

    /// <summary>Gets the full name of a type whose name is plain.</summary>
    public static string PlainName(this INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{outer.PlainName()}.{type.Name}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.FullName()}.{type.Name}"
        : type.Name;

    /// <summary>Gets the names of a namespace, joined by dots.</summary>
    public static string FullName(this INamespaceSymbol space) =>
        space.ContainingNamespace is { IsGlobalNamespace: false } outer ? $"{outer.FullName()}.{space.Name}" : space.Name;

    /// <summary>Gets the full name of a method with its type's.</summary>
    public static string FullName(this IMethodSymbol method) =>
        method.ContainingType is null ? method.Name : $"{method.ContainingType.FullName()}.{method.Name}";

    /// <summary>Tells whether a type is the one of that namespace and metadata name, such as <c>Task`1</c>.</summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName) =>
        type is { ContainingType: null }
        && type.OriginalDefinition.MetadataName == metadataName
        && type.ContainingNamespace.Is(@namespace, @namespace.Length);

    // Compares from the end, name by name: asked of every attribute, so that no text may be made for it.
    private static bool Is(this INamespaceSymbol? space, string name, int length)
    {
        while (space is { IsGlobalNamespace: false })
        {
            var start = length - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0)
            {
                return false;
            }

            space = space.ContainingNamespace;
            if (space is null or { IsGlobalNamespace: true })
            {
                return start == 0;
            }

            if (start == 0 || name[start - 1] != '.')
            {
                return false;
            }

            length = start - 1;
        }

        return false;
    }

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

        return type.IsOpen(compilation) || compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);
    }

    // The common case: of the assembly itself, and public or internal with all that is around it.
    private static bool IsOpen(this INamedTypeSymbol type, Compilation compilation) =>
        !type.IsGenericType
        && type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && (type.ContainingType?.IsOpen(compilation)
            ?? SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly));

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
