using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers;

/// <summary>The rules. A page in <c>docs/rules</c> stands behind each.</summary>
internal static class Descriptors
{
    private const string Declarations = nameof(Declarations);

    /// <summary>The message is the violation's own: the problem, then the remedy.</summary>
    public static readonly DiagnosticDescriptor TB0001HandlerOrEventIsIllegal = Create(
        "TB0001", "A handler or event cannot be used", "{0}", Declarations, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Create(string id, string title, string message, string category, DiagnosticSeverity severity) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: $"docs/rules/{id}.md");
}
