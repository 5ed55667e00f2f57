using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Generators;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>What the rules cost, all together and each for itself.</summary>
internal static class AnalyzerFigures
{
    private const int Rounds = 8;

    /// <summary>Measures the compiler's own diagnostics with all rules over the same without them.</summary>
    public static CompilerFigure MeasureCompile(SyntheticSolution solution)
    {
        var compilation = Generate(solution);
        var analyzers = FindAnalyzers();
        var diagnostics = Run(compilation.Clone(), analyzers, isConcurrent: true).Diagnostics;
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001") is { } error)
        {
            throw new InvalidOperationException($"The program is not legal: {error}");
        }

        var best = Timing.BestOf(
            Rounds,
            _ =>
            {
                var fresh = compilation.Clone();
                return () => Run(fresh, analyzers, isConcurrent: true);
            },
            _ =>
            {
                var fresh = compilation.Clone();
                return () => fresh.GetDiagnostics();
            });
        return new CompilerFigure("analyzers-compile", best.Ours, best.Theirs, $"{analyzers.Length} analyzers");
    }

    /// <summary>Measures the time of each rule alone, in the driver's own count, one after the other; the best of several runs.</summary>
    public static IEnumerable<(string Rule, TimeSpan Time)> MeasureRules(SyntheticSolution solution)
    {
        var compilation = Generate(solution);
        var analyzers = FindAnalyzers();
        var best = analyzers.ToDictionary(static analyzer => analyzer, static _ => TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var run = Run(compilation.Clone(), analyzers, isConcurrent: false).Driver;
            foreach (var analyzer in analyzers)
            {
                var time = run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).GetAwaiter().GetResult().ExecutionTime;
                best[analyzer] = time < best[analyzer] ? time : best[analyzer];
            }
        }

        return best.OrderByDescending(static pair => pair.Value).Select(static pair => (NameOf(pair.Key), pair.Value));
    }

    private static string NameOf(DiagnosticAnalyzer analyzer) =>
        $"{string.Join(",", analyzer.SupportedDiagnostics.Select(static rule => rule.Id).Distinct())} {analyzer.GetType().Name}";

    private static (CompilationWithAnalyzers Driver, ImmutableArray<Diagnostic> Diagnostics) Run(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isConcurrent)
    {
        var driver = new CompilationWithAnalyzers(compilation, analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: !isConcurrent));
        return (driver, driver.GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult());
    }

    private static Compilation Generate(SyntheticSolution solution)
    {
        GeneratorFigures.CreateDriver(new TypedBusGenerator()).RunGeneratorsAndUpdateCompilation(solution.Compilation, out var compilation, out _);
        return compilation;
    }

    private static ImmutableArray<DiagnosticAnalyzer> FindAnalyzers() => [.. Assembly.Load("TypedBus.Analyzers").GetTypes()
        .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
