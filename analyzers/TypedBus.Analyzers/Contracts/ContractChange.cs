using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>A difference between what is declared and what is.</summary>
/// <param name="Kind">The rule that speaks of it.</param>
/// <param name="Location">Where it is reported.</param>
/// <param name="Lines">The lines that declare what is not declared, or null.</param>
/// <param name="Arguments">What the rule's message says of it.</param>
internal sealed record ContractChange(DiagnosticDescriptor Kind, Location Location, string? Lines, params object[] Arguments)
{
    /// <summary>Gets whether it is known at the end alone who is to speak: the event is not declared, and its type is, as another one.</summary>
    public bool IsOfBuild { get; init; }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Kind, Location, ImmutableDictionary<string, string?>.Empty.Add(nameof(Lines), Lines), Arguments);
}
