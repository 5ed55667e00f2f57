using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Analyzers.Tests;

/// <summary>Runs an analyzer over source. An exception in the analyzer is a diagnostic too, and fails the test.</summary>
internal static class AnalyzerTest
{
    private static readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp14);

    public static ImmutableArray<Diagnostic> Run(DiagnosticAnalyzer analyzer, params string[] sources)
    {
        var library = new[] { "TypedBus.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll" }
            .Select(static file => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, file)));
        return Run(analyzer, CreateCompilation(sources, [.. Net100.References.All, .. library]));
    }

    public static ImmutableArray<Diagnostic> RunWithoutLibrary(DiagnosticAnalyzer analyzer, params string[] sources) =>
        Run(analyzer, CreateCompilation(sources, [.. Net100.References.All]));

    private static CSharpCompilation CreateCompilation(string[] sources, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        "App",
        sources.Select(static source => CSharpSyntaxTree.ParseText(source, _parseOptions)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static ImmutableArray<Diagnostic> Run(DiagnosticAnalyzer analyzer, CSharpCompilation compilation)
    {
        var analyzed = compilation.WithAnalyzers([analyzer]);
        return analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
