using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads the members marked <c>[OrderKey]</c>.</summary>
internal static class OrderKeyReader
{
    /// <summary>
    /// Reads the order key of an event, own or inherited. An event without one is neither legal nor a violation, nor is a key that is
    /// not finished.
    /// </summary>
    public static Reading<OrderKeyShape> Read(INamedTypeSymbol @event, string name, Compilation compilation)
    {
        ISymbol? key = null;
        foreach (var marked in OrderKeyMarks.FindAll(@event))
        {
            if (FindMarkFault(marked) is { } fault)
            {
                return CreateViolation(name, marked, fault);
            }

            var member = marked is IParameterSymbol parameter ? OrderKeyMarks.FindFilled(parameter) : marked;
            if (member is null || IsUnfinished(member))
            {
                return default;
            }

            key ??= member;
            if (!IsSame(key, member))
            {
                return new Violation(
                    RuleIds.TwoOrderKeys,
                    $"{name} has two order keys, '{key.Name}' and '{member.Name}'. Mark one member alone.");
            }
        }

        var type = key is IPropertySymbol property ? property.Type : (key as IFieldSymbol)?.Type;
        if (key is null || type is null || type.HasError())
        {
            return default;
        }

        return FindMemberFault(key, type, compilation) is { } memberFault
            ? CreateViolation(name, key, memberFault)
            : new OrderKeyShape(key, type);
    }

    /// <summary>Finds out whether a symbol is marked where no event can have an order key. What stands in an event is read with it.</summary>
    public static Violation? FindMisplaced(ISymbol symbol)
    {
        if (!OrderKeyMarks.IsMarked(symbol))
        {
            return null;
        }

        if (symbol is IParameterSymbol parameter && !OrderKeyMarks.IsOfPrimaryConstructor(parameter))
        {
            return IsOfEventsMember(parameter)
                ? null
                : new Violation(
                    RuleIds.OrderKeyIsMisplaced,
                    $"Order key '{symbol.Name}' is no parameter of a record's primary constructor. Mark a property or field of an event.");
        }

        var type = symbol.ContainingType;
        return EventReader.IsMarked(type) || type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false }
            ? null
            : new Violation(
                RuleIds.OrderKeyIsMisplaced,
                $"Order key '{type.FullName()}.{symbol.Name}' is a member of a type that is no event. "
                + "Mark the type [Event], or make it an abstract class that events derive from.");
    }

    private static Violation CreateViolation(string name, ISymbol key, string fault) =>
        new(RuleIds.OrderKeyIsUnfit, $"{name} has an order key, '{((key as IFieldSymbol)?.AssociatedSymbol ?? key).Name}', that {fault}");

    private static string? FindMarkFault(ISymbol marked) => marked switch
    {
        IParameterSymbol parameter when !OrderKeyMarks.IsOfPrimaryConstructor(parameter) =>
            "is no parameter of a record's primary constructor. Mark a property or field.",
        IFieldSymbol { AssociatedSymbol: not null } =>
            "is a field made by the compiler. Mark the property itself, by [property: OrderKey] where it is a parameter.",
        _ => null,
    };

    private static string? FindMemberFault(ISymbol key, ITypeSymbol type, Compilation compilation)
    {
        if (key.IsStatic)
        {
            return "is static. Mark a property or field of the instance.";
        }

        if (key is IPropertySymbol { IsIndexer: true })
        {
            return "is an indexer. Mark a property or field.";
        }

        var getter = (key as IPropertySymbol).FindGetter();
        if (key is IPropertySymbol && getter is null)
        {
            return "cannot be read. Give the property a getter.";
        }

        if (!compilation.IsSymbolAccessibleWithin(key, compilation.Assembly)
            || (getter is not null && !compilation.IsSymbolAccessibleWithin(getter, compilation.Assembly)))
        {
            return "is not accessible to generated code. Make it public or internal, and its getter too.";
        }

        if (key.IsForbidden() || (getter is not null && getter.IsForbidden()))
        {
            return "is obsolete as an error. Mark another member, or make the obsolescence a warning.";
        }

        return ValueHash.IsOf(type)
            ? null
            : $"is of '{type.ToDisplayString()}', which has no hash of its value. "
                + "Mark a string, a number, an enum, a record, or another type that overrides Equals and GetHashCode.";
    }

    // A member that has no name yet, or is declared twice, is the compiler's to report. Indexers may be overloaded.
    private static bool IsUnfinished(ISymbol member) =>
        member.Name.Length == 0
        || (member is not IPropertySymbol { IsIndexer: true } && member.ContainingType.GetMembers(member.Name).Length > 1);

    // A property and its override are one key, and so are a parameter and the property that it fills.
    private static bool IsSame(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(Root(one), Root(other));

    private static ISymbol Root(ISymbol member)
    {
        while (member is IPropertySymbol { OverriddenProperty: { } overridden })
        {
            member = overridden;
        }

        return member;
    }

    private static bool IsOfEventsMember(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
        && parameter.ContainingType is { } type
        && EventReader.IsMarked(type);
}
