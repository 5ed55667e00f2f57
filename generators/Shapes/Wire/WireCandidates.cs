using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>Finds the members of a type that may travel: public ones of the instance that can be read and are not left out.</summary>
internal static class WireCandidates
{
    /// <summary>Lists the candidates, those of bases first, or null where a violation was found or the type is not finished.</summary>
    public static List<WireCandidate>? Find(INamedTypeSymbol type, WireTypeReader reader)
    {
        var candidates = new List<WireCandidate>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? part = type; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            var own = new List<WireCandidate>();
            foreach (var member in part.GetMembers().Where(IsData))
            {
                // Two members of one name in one type are the compiler's to report; a member hides that of its name in a base.
                if (part.GetMembers(member.Name).Length > 1)
                {
                    return null;
                }

                if (!names.Add(member.Name) || IsLeftOut(member))
                {
                    continue;
                }

                if (FindFault(member, type) is { } fault)
                {
                    reader.Refuse(RuleIds.KeyIsIllegal, fault);
                    return null;
                }

                if (Create(member, reader.Compilation) is { } candidate)
                {
                    own.Add(candidate);
                }
            }

            candidates.InsertRange(0, own);
        }

        return candidates;
    }

    /// <summary>Finds a member that whoever makes a value must set, and that does not travel; or null.</summary>
    public static ISymbol? FindUnset(INamedTypeSymbol type, List<WireCandidate> members)
    {
        for (INamedTypeSymbol? part = type; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            if (part.GetMembers().FirstOrDefault(member =>
                IsRequired(member) && !members.Exists(known => known.Member.Name == member.Name)) is { } unset)
            {
                return unset;
            }
        }

        return null;
    }

    public static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>Finds MessagePack's mark of a member, also on what it overrides.</summary>
    public static AttributeData? FindKey(ISymbol member)
    {
        for (ISymbol? part = member; part is not null; part = (part as IPropertySymbol)?.OverriddenProperty)
        {
            if (part.FindAttribute(KnownNames.MessagePack, "KeyAttribute") is { } mark)
            {
                return mark;
            }
        }

        return null;
    }

    private static bool IsData(ISymbol member) =>
        !member.IsStatic
        && member.CanBeReferencedByName
        && member is IPropertySymbol { IsIndexer: false } or IFieldSymbol { IsConst: false, AssociatedSymbol: null };

    private static bool IsLeftOut(ISymbol member) => member.GetAttributes().Any(static mark =>
        mark.AttributeClass.Is(KnownNames.MessagePack, "IgnoreMemberAttribute")
        || mark.AttributeClass.Is("System.Runtime.Serialization", "IgnoreDataMemberAttribute")
        || mark.AttributeClass.Is("System", "NonSerializedAttribute"));

    private static string? FindFault(ISymbol member, INamedTypeSymbol type)
    {
        var name = $"'{member.Name}' of '{type.ToDisplayString()}'";
        if (member.FindAttribute(KnownNames.MessagePack, "MessagePackFormatterAttribute") is not null)
        {
            return $"{name} has a formatter of its own, which generated code does not call. Remove [MessagePackFormatter].";
        }

        return FindKey(member) is not null && member.DeclaredAccessibility != Accessibility.Public
            ? $"{name} has a key and is not public. Make it public, or remove [Key]."
            : null;
    }

    private static WireCandidate? Create(ISymbol member, Compilation compilation)
    {
        if (member.DeclaredAccessibility != Accessibility.Public || member.IsForbidden())
        {
            return null;
        }

        if (member is IFieldSymbol field)
        {
            return new WireCandidate(field, field.Type, !field.IsReadOnly);
        }

        var property = (IPropertySymbol)member;
        return property.FindGetter() is { } getter && IsUsable(getter, compilation)
            ? new WireCandidate(property, property.Type, FindSetter(property) is { } setter && IsUsable(setter, compilation))
            : null;
    }

    private static IMethodSymbol? FindSetter(IPropertySymbol? property)
    {
        while (property is { SetMethod: null, OverriddenProperty: { } overridden })
        {
            property = overridden;
        }

        return property?.SetMethod;
    }

    private static bool IsUsable(IMethodSymbol accessor, Compilation compilation) =>
        !accessor.IsForbidden() && compilation.IsSymbolAccessibleWithin(accessor, compilation.Assembly);
}
