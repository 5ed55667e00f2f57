using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.CodeFixes;

namespace TypedBus.Analyzers.Tests.Support;

/// <summary>Everything that the compiler and the editor find in the two assemblies.</summary>
internal static class Product
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Create<DiagnosticAnalyzer>(typeof(RuleAnalyzer));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Create<CodeFixProvider>(typeof(RuleCodeFix<>));

    /// <summary>Gets all rules, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        [.. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Tells whether a fix is offered for a rule.</summary>
    public static bool HasFix(DiagnosticDescriptor rule) => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(rule.Id));

    /// <summary>Tells whether a rule speaks in a build alone.</summary>
    public static bool IsOfBuild(DiagnosticDescriptor rule) => rule.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd);

    private static ImmutableArray<T> Create<T>(Type ofAssembly) =>
        [.. ofAssembly.Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, IsGenericType: false } && type.IsAssignableTo(typeof(T)))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (T)Activator.CreateInstance(type)!)];
}
