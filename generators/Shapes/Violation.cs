namespace TypedBus.Shapes;

/// <summary>Why a declaration cannot be used.</summary>
/// <param name="Message">The problem, then the remedy.</param>
/// <param name="Remedy">What a code fix can do about it by itself.</param>
internal sealed record Violation(string Message, Remedy Remedy = Remedy.None);
