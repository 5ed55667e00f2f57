using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Shapes;

/// <summary>Finds the handlers that a class runs because it derives from a closed form of a generic class.</summary>
internal static class InheritedHandlers
{
    /// <summary>Tells by its looks alone whether a declaration may derive from a closed form of a generic class.</summary>
    public static bool MayInherit(SyntaxNode node) =>
        node is TypeDeclarationSyntax { TypeParameterList: null, BaseList.Types: [{ Type: var first }, ..] } declaration
        && declaration is ClassDeclarationSyntax or RecordDeclarationSyntax
        && NamesGeneric(first);

    /// <summary>Reads the inherited handlers of a class, those of the nearest base first.</summary>
    public static IEnumerable<Reading<HandlerShape>> Read(INamedTypeSymbol handlerClass, Compilation compilation)
    {
        if (handlerClass is not { TypeKind: TypeKind.Class, IsGenericType: false, BaseType.IsGenericType: true })
        {
            yield break;
        }

        var overridden = CollectOverridden(handlerClass, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default));
        for (var type = handlerClass.BaseType; type is { IsGenericType: true }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol method
                    && FindAttribute(method) is { } attribute
                    && !overridden.Contains(method)
                    && method.PartialDefinitionPart is null)
                {
                    yield return HandlerReader.Read(method, handlerClass, attribute, compilation);
                }
            }

            CollectOverridden(type, overridden);
        }
    }

    /// <summary>
    /// Finds out whether the class has inherited handlers that go unseen, because no declaration of it names its base as a generic class.
    /// </summary>
    public static Violation? FindHidden(INamedTypeSymbol handlerClass, Compilation compilation) =>
        Read(handlerClass, compilation).Any() && !handlerClass.DeclaringSyntaxReferences.Any(static part => MayInherit(part.GetSyntax()))
            ? new Violation(
                RuleIds.InheritanceIsHidden,
                $"Class '{handlerClass.FullName()}' inherits handlers but names its base by an alias. "
                + "Write the base with its type arguments.")
            : null;

    // An override that is itself a handler takes the place of the one that it overrides.
    private static HashSet<IMethodSymbol> CollectOverridden(INamedTypeSymbol type, HashSet<IMethodSymbol> overridden)
    {
        foreach (var member in type.GetMembers())
        {
            var replaced = member is IMethodSymbol method && FindAttribute(method) is not null ? method.OverriddenMethod : null;
            for (; replaced is not null; replaced = replaced.OverriddenMethod)
            {
                overridden.Add(replaced);
            }
        }

        return overridden;
    }

    private static AttributeData? FindAttribute(IMethodSymbol method) =>
        method.FindAttribute(KnownNames.Library, KnownNames.HandlerAttribute);

    private static bool NamesGeneric(TypeSyntax name) => name switch
    {
        GenericNameSyntax => true,
        QualifiedNameSyntax qualified => NamesGeneric(qualified.Left) || NamesGeneric(qualified.Right),
        AliasQualifiedNameSyntax aliased => NamesGeneric(aliased.Name),
        _ => false,
    };
}
