using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>Checks that what is generated brings neither errors nor warnings, also where documentation and public API are checked.</summary>
internal static class CompilationCheck
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _publicApiAnalyzers = LoadPublicApiAnalyzers();

    private static readonly AnalyzerOptions _options = new(
        [new ApiFile("PublicAPI.Shipped.txt"), new ApiFile("PublicAPI.Unshipped.txt")]);

    public static void AssertClean(CSharpCompilation input, CSharpCompilation output, bool allowsInputErrors)
    {
        var inputTrees = input.SyntaxTrees.ToHashSet();
        var known = allowsInputErrors ? input.GetDiagnostics().Select(static diagnostic => diagnostic.ToString()).ToHashSet() : [];
        var found = output.WithAnalyzers(_publicApiAnalyzers, _options)
            .GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Where(diagnostic => !(allowsInputErrors && IsIn(diagnostic, inputTrees) && IsKnown(diagnostic, known)))
            .ToArray();
        Assert.True(found.Length == 0, string.Join("\n", found.Select(static diagnostic => $"{diagnostic}\n    {TextOf(diagnostic)}")));
    }

    // The public API of a program that does not compile is nobody's concern.
    private static bool IsKnown(Diagnostic diagnostic, HashSet<string> known) =>
        known.Contains(diagnostic.ToString()) || diagnostic.Id.StartsWith("RS", StringComparison.Ordinal);

    private static bool IsIn(Diagnostic diagnostic, HashSet<SyntaxTree> trees) =>
        diagnostic.Location.SourceTree is not { } tree || trees.Contains(tree);

    private static string TextOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : string.Empty;

    private static ImmutableArray<DiagnosticAnalyzer> LoadPublicApiAnalyzers()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "PublicApiAnalyzers", "Microsoft.CodeAnalysis.PublicApiAnalyzers.dll");
        var type = Assembly.LoadFrom(file).GetType("Microsoft.CodeAnalysis.PublicApiAnalyzers.DeclarePublicApiAnalyzer", throwOnError: true)!;
        return [(DiagnosticAnalyzer)Activator.CreateInstance(type)!];
    }

    private sealed class ApiFile(string path) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("#nullable enable\n");
    }
}
