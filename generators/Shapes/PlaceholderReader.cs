using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Subjects;

namespace TypedBus.Shapes;

/// <summary>Reads the placeholders of a subject: <c>{Member}</c>, one whole token each.</summary>
internal static class PlaceholderReader
{
    /// <summary>Reads the placeholders, up to the first violation.</summary>
    /// <param name="event">The event.</param>
    /// <param name="subject">Its subject, without a fault.</param>
    /// <param name="name">The event's name, for the message.</param>
    /// <param name="compilation">The compilation of the event's own assembly.</param>
    /// <param name="shapes">Takes the placeholders, in their order; none where a member is not finished.</param>
    public static Violation? Read(
        INamedTypeSymbol @event, string subject, string name, Compilation compilation, ImmutableArray<PlaceholderShape>.Builder shapes)
    {
        foreach (var token in subject.Split('.').Where(SubjectFilter.IsPlaceholder))
        {
            var member = FindMembers(@event).FirstOrDefault(member => member.Name == token.Substring(1, token.Length - 2));
            var type = member is null ? null : TypeOf(member);
            // A type that is not found, and a member that is declared twice, are the compiler's to report.
            if (type?.HasError() == true || member?.ContainingType.GetMembers(member.Name).Length > 1)
            {
                shapes.Clear();
                return null;
            }

            if (FindFault(member, type, compilation) is { } fault)
            {
                return new Violation(
                    RuleIds.PlaceholderIsUnfit,
                    $"{name} has a placeholder, '{token}', that {fault} {WriteRemedy(@event, compilation)}",
                    FindNearest(token.Substring(1, token.Length - 2), @event, compilation) is { } nearest
                        ? subject.Replace(token, $"{{{nearest}}}")
                        : null);
            }

            shapes.Add(new PlaceholderShape(member!, SubjectTokens.IsEnum(type!)));
        }

        return null;
    }

    private static string? FindFault(ISymbol? member, ITypeSymbol? type, Compilation compilation)
    {
        if (member is null)
        {
            return "names no member of it.";
        }

        if (!IsReadable(member, compilation))
        {
            return "names a member that generated code cannot read.";
        }

        return SubjectTokens.IsOf(type!)
            ? null
            : $"is of '{type!.ToDisplayString()}', whose text is not one token. "
                + "Take a string, an integer, a Guid, an enum, a bool, or a type of your own that is ISpanFormattable.";
    }

    private static string WriteRemedy(INamedTypeSymbol @event, Compilation compilation)
    {
        var names = FindFitting(@event, compilation).Select(static name => $"'{name}'").ToArray();
        return names.Length == 0 ? "It has no member that may stand there." : $"These may stand there: {string.Join(", ", names)}.";
    }

    // The one member whose name is so near that it must be meant, or null.
    private static string? FindNearest(string name, INamedTypeSymbol @event, Compilation compilation)
    {
        var near = FindFitting(@event, compilation)
            .Select(other => (Name: other, Distance: EditDistance.Between(name, other)))
            .Where(other => other.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(static other => other.Distance)
            .Take(2)
            .ToArray();
        return near.Length == 1 || (near.Length == 2 && near[0].Distance < near[1].Distance) ? near[0].Name : null;
    }

    private static IEnumerable<string> FindFitting(INamedTypeSymbol @event, Compilation compilation) => FindMembers(@event)
        .Where(member => IsReadable(member, compilation) && TypeOf(member) is { } type && !type.HasError() && SubjectTokens.IsOf(type))
        .Select(static member => member.Name)
        .Distinct(StringComparer.Ordinal);

    // Those of the type itself first: a member hides one of its name in a base.
    private static IEnumerable<ISymbol> FindMembers(INamedTypeSymbol @event)
    {
        for (INamedTypeSymbol? part = @event; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            foreach (var member in part.GetMembers())
            {
                if (member is IPropertySymbol { IsIndexer: false } or IFieldSymbol { AssociatedSymbol: null })
                {
                    yield return member;
                }
            }
        }
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static bool IsReadable(ISymbol member, Compilation compilation)
    {
        if (member.IsStatic || member.IsForbidden() || !compilation.IsSymbolAccessibleWithin(member, compilation.Assembly))
        {
            return false;
        }

        return member is IFieldSymbol
            || ((IPropertySymbol)member).FindGetter() is { } getter
                && !getter.IsForbidden()
                && compilation.IsSymbolAccessibleWithin(getter, compilation.Assembly);
    }
}
