using System;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Analyzers.Contracts;

/// <summary>Reads the lines of a contracts file into a set, up to the first that cannot be read.</summary>
internal sealed class ContractParser(ContractSet set, string path, bool isShipped)
{
    private const string Forms =
        "Write 'event <subject> v<version> = <type>', 'event <subject> v<version> [<key>] <name>: <type>', 'type <type> [<key>] <name>: <type>' "
        + "or 'subscription <name> on <subject> v<version>', or delete the line and let the fix of what is then not declared write it";

    // No names here: groups are few, and each pattern stands beside its use.
    private static readonly Regex _event = new(@"^event (\S+ v[1-9][0-9]*) (?:= (.+)|(.+))$");
    private static readonly Regex _type = new(@"^type (.+?) (\[[0-9]+\] .+|case [0-9]+: .+)$");
    private static readonly Regex _member = new(@"^\[([0-9]{1,9})\] ([^\s:]+): (.+?)( required)?$");
    private static readonly Regex _case = new(@"^case (-?[0-9]{1,9}): (.+)$");
    private static readonly Regex _subscription = new(@"^subscription (.+) on (\S+(?: v[1-9][0-9]*)?)(?: group (.+))?$");

    private static readonly string[] _conflictMarks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

    /// <summary>Reads a file.</summary>
    public void Read(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }

            var place = new ContractLine(path, line, isShipped);
            if (Array.Exists(_conflictMarks, mark => content.StartsWith(mark, StringComparison.Ordinal)))
            {
                set.Conflict ??= place;
                return;
            }

            if (FindFault(content, place) is { } fault)
            {
                // What follows may still be a conflict, which then is the whole story.
                set.Malformed ??= (place, fault);
            }
        }
    }

    private string? FindFault(string content, ContractLine line)
    {
        if (_event.Match(content) is { Success: true } found)
        {
            var shape = ContractSet.Declare(set.Events, "event", found.Groups[1].Value);
            return found.Groups[2].Success ? SetType(shape, found.Groups[2].Value, line) : AddMember(shape, found.Groups[3].Value, line);
        }

        if (_type.Match(content) is { Success: true } part)
        {
            var shape = ContractSet.Declare(set.Types, "type", part.Groups[1].Value);
            shape.Line ??= line;
            return AddMember(shape, part.Groups[2].Value, line);
        }

        return _subscription.Match(content) is { Success: true } heard ? AddSubscription(heard, content, line) : $"is no line of a contract. {Forms}";
    }

    private string? SetType(ContractShape shape, string type, ContractLine line)
    {
        if (shape.TypeName is not null && shape.TypeName != type)
        {
            return $"gives '{shape.Owner}' another type, '{shape.TypeName}' being declared already. Keep one of the two lines";
        }

        shape.TypeName = type;
        set.EventTypes.Add(type);
        shape.Line = line;
        return null;
    }

    private static string? AddMember(ContractShape shape, string text, ContractLine line)
    {
        var member = Parse(text);
        if (member is null)
        {
            return $"is no line of a contract. {Forms}";
        }

        // The same line in both files, or twice after a merge, says nothing else.
        return shape.Add(member with { Line = line }) || shape.Find(member.Key)?.ToString() == member.ToString()
            ? null
            : $"gives '{shape.Owner}' a key or a name that another line gives it, too. Keep one of the two lines";
    }

    private static ContractMember? Parse(string text)
    {
        if (_member.Match(text) is { Success: true } member)
        {
            var groups = member.Groups;
            return new ContractMember(int.Parse(groups[1].Value), groups[2].Value, groups[3].Value, groups[4].Success, IsCase: false);
        }

        return _case.Match(text) is { Success: true } one
            ? new ContractMember(int.Parse(one.Groups[1].Value), one.Groups[2].Value, one.Groups[2].Value, IsRequired: false, IsCase: true)
            : null;
    }

    private string? AddSubscription(Match match, string content, ContractLine line)
    {
        var name = match.Groups[1].Value;
        if (set.Subscriptions.TryGetValue(name, out var other) && other.Text != content)
        {
            return $"declares the subscription '{name}', which another line declares differently. Keep one of the two lines";
        }

        set.Subscriptions[name] = new ContractSubscription(name, match.Groups[2].Value, content, line);
        return null;
    }
}
