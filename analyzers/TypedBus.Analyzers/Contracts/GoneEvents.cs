using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>Finds the declared events that no type stands for any more.</summary>
internal static class GoneEvents
{
    /// <summary>
    /// Lists them in the order of their names, each with the event that its type is now. A type of another event that has been declared, too, is no
    /// successor.
    /// </summary>
    public static IEnumerable<GoneEvent> Find(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken)?.Declared is not { } declared)
        {
            yield break;
        }

        var events = all.SortEvents();
        var names = new HashSet<string>(events.Select(ContractText.NameOf), StringComparer.Ordinal);
        var types = events.ToLookup(static @event => @event.Type.FullName(), StringComparer.Ordinal);
        foreach (var gone in declared.Events.Where(one => !names.Contains(one.Key)).OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            if (gone.Value.TypeName is { } type && !IsIllegal(type, types, context))
            {
                var successor = types[type].FirstOrDefault() is { } now && !declared.Events.ContainsKey(ContractText.NameOf(now)) ? now : null;
                yield return new GoneEvent(gone.Key, gone.Value, successor);
            }
        }
    }

    // It is there, and another rule speaks of it.
    private static bool IsIllegal(string type, ILookup<string, EventShape> legal, CompilationAnalysisContext context) =>
        !legal.Contains(type)
        && context.Compilation.Assembly.GetTypeByMetadataName(type) is { } there
        && EventReader.IsMarked(there);
}

/// <summary>A declared event that no type stands for any more.</summary>
/// <param name="Name">Its subject and version.</param>
/// <param name="Declared">What was declared.</param>
/// <param name="Successor">The event that its type is now, or null.</param>
internal sealed record GoneEvent(string Name, ContractShape Declared, EventShape? Successor)
{
    public string Subject => Name.Substring(0, Name.LastIndexOf(' '));

    public string Version => Name.Substring(Name.LastIndexOf(' ') + 2);
}
