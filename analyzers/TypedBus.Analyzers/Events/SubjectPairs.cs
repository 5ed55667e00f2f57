using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>Finds pairs of events by their subjects.</summary>
internal static class SubjectPairs
{
    /// <summary>Lists each event of the compilation that makes a pair with one before it, or of a reference; once, with the first.</summary>
    public static IEnumerable<(EventShape Own, EventShape Other)> Find(
        DeclarationSet all, CompilationAnalysisContext context, Func<SubjectPattern, SubjectPattern, bool> isPair)
    {
        // Only subjects of one length can meet.
        var seen = all.FindReferencedEvents(context.Compilation, context.CancellationToken)
            .Select(static @event => new SubjectPattern(@event))
            .GroupBy(static pattern => pattern.Length)
            .ToDictionary(static group => group.Key, static group => group.ToList());
        foreach (var own in all.SortEvents().Select(static @event => new SubjectPattern(@event)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!seen.TryGetValue(own.Length, out var others))
            {
                seen.Add(own.Length, others = []);
            }

            if (others.FirstOrDefault(other => isPair(own, other)) is { } first)
            {
                yield return (own.Event, first.Event);
            }

            others.Add(own);
        }
    }
}
