using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads the types by which a handler takes events of several types: interfaces, abstract classes, and <c>object</c>.</summary>
internal static class BaseTypeReader
{
    private const string AnySubject = ">";

    /// <summary>Reads a type. One that is no base type, or is an event itself, is neither legal nor a violation.</summary>
    public static Reading<EventShape> Read(ITypeSymbol type, string handler)
    {
        if (type is not INamedTypeSymbol named || !IsBase(named) || EventReader.IsMarked(type))
        {
            return default;
        }

        return named.IsForbidden()
            ? new Violation(
                RuleIds.FirstParameterIsNoEvent,
                $"{handler} takes '{named.FullName()}', which is obsolete as an error. Take another base type.")
            : new EventShape(named, AnySubject, OrderKey: null, Placeholders: [], IsBase: true);
    }

    private static bool IsBase(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        || type.SpecialType == SpecialType.System_Object
        || type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false };
}
