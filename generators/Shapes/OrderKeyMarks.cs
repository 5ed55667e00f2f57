using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Shapes;

/// <summary>Finds what is marked <c>[OrderKey]</c>, and the members that are meant by it.</summary>
internal static class OrderKeyMarks
{
    public static bool IsMarked(ISymbol symbol) => symbol.FindAttribute(KnownNames.Library, KnownNames.OrderKeyAttribute) is not null;

    /// <summary>Finds the marked properties, fields and parameters of a type and its bases, those of the type itself first.</summary>
    public static IEnumerable<ISymbol> FindAll(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            foreach (var member in HasMarksOnMembers(part) ? part.GetMembers() : [])
            {
                foreach (var marked in FindAt(member))
                {
                    yield return marked;
                }
            }
        }
    }

    /// <summary>
    /// Tells whether a parameter is of a record's primary constructor. A record of another assembly shows no source, and its own compiler
    /// has allowed the mark there.
    /// </summary>
    public static bool IsOfPrimaryConstructor(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true } constructor
        && (constructor.DeclaringSyntaxReferences.IsEmpty
            || constructor.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is RecordDeclarationSyntax));

    /// <summary>Finds the property or field that a parameter of a record's primary constructor fills, or null in unfinished code.</summary>
    public static ISymbol? FindFilled(IParameterSymbol parameter)
    {
        for (var type = parameter.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(parameter.Name).FirstOrDefault(static member => member is IPropertySymbol or IFieldSymbol) is { } filled)
            {
                return filled;
            }
        }

        return null;
    }

    // By its looks alone: most events have no attribute on any member, and making a record's members takes longer than all else.
    private static bool HasMarksOnMembers(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || type.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is not TypeDeclarationSyntax declaration
            || HasMarks(declaration.ParameterList)
            || declaration.Members.Any(static member => member.AttributeLists.Count > 0 || member switch
            {
                BaseMethodDeclarationSyntax method => HasMarks(method.ParameterList),
                IndexerDeclarationSyntax indexer => HasMarks(indexer.ParameterList),
                BasePropertyDeclarationSyntax { AccessorList: { } accessors } =>
                    accessors.Accessors.Any(static accessor => accessor.AttributeLists.Count > 0),
                _ => false,
            }));

    private static bool HasMarks(BaseParameterListSyntax? parameters) =>
        parameters is not null && parameters.Parameters.Any(static parameter => parameter.AttributeLists.Count > 0);

    // What the compiler adds to a record has nobody's marks, and its signatures take long to make.
    private static bool HasSource(IMethodSymbol method) =>
        !method.IsImplicitlyDeclared
        && !(method.AssociatedSymbol is IPropertySymbol { DeclaringSyntaxReferences: [var property] }
            && property.GetSyntax() is ParameterSyntax);

    private static IEnumerable<ISymbol> FindAt(ISymbol member) => member switch
    {
        IMethodSymbol method when HasSource(method) => method.Parameters.Where(IsMarked),
        IPropertySymbol or IFieldSymbol when IsMarked(member) => [member],
        _ => [],
    };
}
