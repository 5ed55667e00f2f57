using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>
/// Compares the members of an event, or of a type that events are made of, with those that are declared. Each difference is of one rule.
/// </summary>
/// <param name="declared">What is declared.</param>
/// <param name="actual">What is.</param>
/// <param name="home">Where to report what has no place of its own.</param>
/// <param name="compilation">What is compiled.</param>
internal sealed class MemberComparison(ContractShape declared, ContractShape actual, Location home, Compilation compilation)
{
    /// <summary>Writes what else helps where a line has not been shipped: what has is out there for good.</summary>
    public static string RemedyOf(ContractLine line) =>
        line.IsShipped ? string.Empty : $"; if nobody has such bytes yet, mend line {line.Number} of {line.File}";

    public IEnumerable<ContractChange> FindChanges()
    {
        var moved = declared.Members.Where(HasMoved).ToArray();
        if (moved.Length > 0)
        {
            var moves = string.Join(", ", moved.Select(member => $"'{member.Name}' from {member.Key} to {actual.Find(member.Name)!.Key}"));
            yield return Change(MembersAreReordered.Kind, actual.Find(moved[0].Name), actual.Owner, moves, RemedyOf(moved[0].Line!));
        }

        foreach (var member in declared.Members)
        {
            if (actual.Find(member.Name) is { } same)
            {
                if (same.Key == member.Key && CompareSame(member, same) is { } change)
                {
                    yield return change;
                }
            }
            else if (actual.Find(member.Key) is { } other && declared.Find(other.Name) is null)
            {
                yield return Change(KeyIsReused.Kind, other, member.Key, actual.Owner, member.Name, other.Name, member.Line!.Number, member.Line.File);
            }
            else
            {
                yield return Change(MemberIsRemoved.Kind, null, member.Title, actual.Owner, LossOf(member), RemedyOf(member.Line!));
            }
        }

        foreach (var member in actual.Members)
        {
            if (declared.Find(member.Name) is null && declared.Find(member.Key) is null)
            {
                yield return FindNew(member);
            }
        }
    }

    private bool HasMoved(ContractMember member) => actual.Find(member.Name) is { } now && now.Key != member.Key;

    private ContractChange? CompareSame(ContractMember before, ContractMember now)
    {
        if (before.Form != now.Form)
        {
            return Change(MemberIsRetyped.Kind, now, before.Title, actual.Owner, before.Type, now.Type, RemedyOf(before.Line!));
        }

        if (before.IsNullable && !now.IsNullable)
        {
            return Change(MemberIsRequired.Kind, now, before.Title, actual.Owner, "might be null and may not be now", "nullable again", RemedyOf(before.Line!));
        }

        if (!before.IsNullable && now.IsNullable)
        {
            return Change(MemberMayBeNull.Kind, now, before.Title, actual.Owner, RemedyOf(before.Line!));
        }

        return (before.IsRequired, now.IsRequired) switch
        {
            (false, true) => Change(MemberIsRequired.Kind, now, before.Title, actual.Owner, "was optional and must be there now", "optional again, by a default or as nullable", RemedyOf(before.Line!)),
            (true, false) => Undeclare(now, "is optional now, which harms nobody: that"),
            _ => null,
        };
    }

    // Old bytes end before a new member, or have nil in a place that was left free.
    private ContractChange FindNew(ContractMember member)
    {
        var isBehind = member.IsCase || member.Key > declared.LastKey;
        if (isBehind ? !member.IsRequired : member.IsNullable)
        {
            return Undeclare(member, member.IsCase ? "is new, and who reads new bytes by old code refuses it: it" : string.Empty);
        }

        var (fault, remedy) = isBehind
            ? ("is new and must be there", "optional, by a default or as nullable")
            : ("is new in a place where old bytes have nil, and may not be null", "nullable, or move it to the end");
        return Change(MemberIsRequired.Kind, member, member.Title, actual.Owner, fault, remedy, string.Empty);
    }

    private ContractChange Undeclare(ContractMember member, string news) => new(
        ContractIsNotDeclared.Kind, PlaceOf(member), actual.WriteLine(member), $"{member.Title} of {actual.Owner}{(news.Length == 0 ? string.Empty : $" {news}")}");

    private ContractChange Change(DiagnosticDescriptor rule, ContractMember? member, params object[] arguments) =>
        new(rule, PlaceOf(member), Lines: null, arguments);

    // A member of another assembly has no place here.
    private Location PlaceOf(ContractMember? member) =>
        member is { IsCase: false, Symbol: { } symbol } ? symbol.FindOwnName(compilation) ?? home : home;

    private static string LossOf(ContractMember member) => member.IsCase
        ? "Who reads old bytes by new code fails where they have it"
        : $"Who reads new bytes by old code {(member.IsRequired ? "fails" : "finds nothing in its place")}, and who reads old bytes by new code loses it";
}
