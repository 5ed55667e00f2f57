using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Why a declaration cannot be used.</summary>
/// <param name="Rule">The rule that it breaks, one of <see cref="RuleIds"/>.</param>
/// <param name="Message">The problem, then the remedy.</param>
/// <param name="Suggestion">What a code fix may put in the place of what is wrong, where the reading knows it.</param>
/// <param name="At">The member or type at fault, where that is not what was read.</param>
internal sealed record Violation(string Rule, string Message, string? Suggestion = null, ISymbol? At = null);
