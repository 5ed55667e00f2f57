using System.Collections.Generic;
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

    /// <summary>Lists the types by which handlers may take an event beside its own, but for <c>object</c>, which every event is.</summary>
    public static IEnumerable<INamedTypeSymbol> FindAll(INamedTypeSymbol @event)
    {
        foreach (var part in @event.AllInterfaces)
        {
            // Every record has it, and nobody takes events by it.
            if (!part.Is("System", "IEquatable`1"))
            {
                yield return part;
            }
        }

        for (var part = @event.BaseType; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            if (IsBase(part))
            {
                yield return part;
            }
        }
    }

    private static bool IsBase(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        || type.SpecialType == SpecialType.System_Object
        || type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false };
}
