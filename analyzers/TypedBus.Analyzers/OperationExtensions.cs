using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers;

internal static class OperationExtensions
{
    /// <summary>Tells whether a type is one of a known kind: the kind itself, or it with type arguments.</summary>
    public static bool IsKind(this ITypeSymbol? type, INamedTypeSymbol? kind) =>
        kind is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, kind);

    /// <summary>Tells whether a type is one of a known kind, or derives from it.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? kind)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsKind(kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the local, parameter or field that an expression names, or null.</summary>
    public static ISymbol? FindVariable(this IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IConversionOperation conversion => conversion.Operand.FindVariable(),
        _ => null,
    };

    /// <summary>Tells whether a call or a property is a member of that name of a known type.</summary>
    public static bool IsMember(this ISymbol member, INamedTypeSymbol? type, string name) =>
        member.Name == name && member.ContainingType.IsKind(type);

    /// <summary>Tells whether a call gives all its arguments but perhaps the last, by their places.</summary>
    public static bool IsInOrder(this IInvocationOperation call, IParameterSymbol? last = null)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Syntax is ArgumentSyntax { NameColon: not null }
                || (argument.ArgumentKind != ArgumentKind.Explicit && !SymbolEqualityComparer.Default.Equals(argument.Parameter, last)))
            {
                return false;
            }
        }

        return last is null || last.Ordinal >= call.Arguments.Length - 1;
    }
}
