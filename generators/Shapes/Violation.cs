namespace TypedBus.Shapes;

/// <summary>Why a declaration cannot be used: the problem, then the remedy.</summary>
internal sealed record Violation(string Message);
