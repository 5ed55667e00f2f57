using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers;

/// <summary>Makes the descriptors of rules. A page in <c>docs/rules</c> stands behind each.</summary>
internal static class Rule
{
    /// <summary>The family of rules about events, TB1xxx.</summary>
    public const string Events = nameof(Events);

    /// <summary>The family of rules about handlers, TB2xxx.</summary>
    public const string Handlers = nameof(Handlers);

    /// <summary>The family of rules about publishing, dispatching and routing, TB3xxx.</summary>
    public const string Publishing = nameof(Publishing);

    /// <summary>The family of rules about what events are to those who do not compile with us: bytes, versions, contracts, TB4xxx.</summary>
    public const string Contracts = nameof(Contracts);

    /// <summary>Makes a rule that speaks while one types.</summary>
    public static DiagnosticDescriptor Create(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault: true, helpLinkUri: $"docs/rules/{id}.md");

    /// <summary>Makes a rule that needs the whole compilation, and so speaks in a build alone.</summary>
    public static DiagnosticDescriptor CreateOfBuild(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity) => new(
            id,
            title,
            messageFormat,
            category,
            defaultSeverity,
            isEnabledByDefault: true,
            helpLinkUri: $"docs/rules/{id}.md",
            customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Makes a rule about a shape that the generator leaves out. Its message is the violation's own: the problem, then the remedy.</summary>
    public static DiagnosticDescriptor OfShape(string id, string title, string category) =>
        Create(id, title, "{0}", category, DiagnosticSeverity.Error);
}
