using Microsoft.CodeAnalysis;
using TypedBus.Subjects;

namespace TypedBus.Shapes;

/// <summary>Reads the named arguments of <c>[Handler]</c>.</summary>
internal static class HandlerOptionsReader
{
    public static HandlerOptions Read(AttributeData attribute)
    {
        var options = new HandlerOptions();
        foreach (var argument in attribute.NamedArguments)
        {
            options = (argument.Key, argument.Value.Value) switch
            {
                (nameof(HandlerOptions.Name), string name) => options with { Name = name },
                (nameof(HandlerOptions.Group), string group) => options with { Group = group },
                (nameof(HandlerOptions.Subject), string subject) => options with { Subject = subject },
                (nameof(HandlerOptions.Order), int order) => options with { Order = order },
                (nameof(HandlerOptions.Capacity), int capacity) => options with { Capacity = capacity },
                (nameof(HandlerOptions.FullMode), int mode) => options with { FullMode = (FullMode)mode },
                (nameof(HandlerOptions.Concurrency), int concurrency) => options with { Concurrency = concurrency },
                (nameof(HandlerOptions.MaxBatch), int most) => options with { MaxBatch = most },
                (nameof(HandlerOptions.LingerMilliseconds), int linger) => options with { LingerMilliseconds = linger },
                (nameof(HandlerOptions.Attempts), int attempts) => options with { Attempts = attempts },
                (nameof(HandlerOptions.Dispatch), bool dispatch) => options with { Dispatch = dispatch },
                _ => options,
            };
        }

        return options;
    }

    public static Violation? FindViolation(HandlerOptions options, string handler)
    {
        if (options.Name is { } name && string.IsNullOrWhiteSpace(name))
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has an empty name. Give it one, or remove 'Name' to take the default.",
                nameof(HandlerOptions.Name));
        }

        if (options.Group is { } group && string.IsNullOrWhiteSpace(group))
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has an empty group. Give it one, or remove 'Group' to have a group of its own.",
                nameof(HandlerOptions.Group));
        }

        if (options.Subject is { } filter && SubjectFilter.FindFault(filter) is { } fault)
        {
            return new Violation(
                RuleIds.FilterIsIllegal,
                $"{handler} has a filter, \"{filter}\", that {fault}. "
                + "Write tokens joined by dots, with '*' for any one token, and '>' at the end for any that follow.");
        }

        if (options.Capacity < 0)
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has a negative capacity. Make it positive, or remove 'Capacity' to take the default.",
                nameof(HandlerOptions.Capacity));
        }

        if (options.FullMode is < FullMode.Wait or > FullMode.Fail)
        {
            return new Violation(RuleIds.OptionIsIllegal, $"{handler} has no known full mode. Name a member of FullMode.",
                nameof(HandlerOptions.FullMode));
        }

        if (options.Concurrency < 1)
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has a concurrency of {options.Concurrency}. "
                + "Make it at least 1, or remove 'Concurrency' to handle one delivery after the other.",
                nameof(HandlerOptions.Concurrency));
        }

        if (options.MaxBatch < 0)
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has a negative bound of its batches. Make 'MaxBatch' positive, or remove it and set it where the bus is set up.",
                nameof(HandlerOptions.MaxBatch));
        }

        if (options.LingerMilliseconds < 0)
        {
            return new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has a negative time to linger. Make 'LingerMilliseconds' positive, or remove it to take what is there.",
                nameof(HandlerOptions.LingerMilliseconds));
        }

        return options.Attempts < 0
            ? new Violation(
                RuleIds.OptionIsIllegal,
                $"{handler} has a negative number of attempts. Make it positive, or remove 'Attempts' to take the default.",
                nameof(HandlerOptions.Attempts))
            : null;
    }
}
