using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Generators;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>What the rules cost, all together and each analyzer for itself.</summary>
internal static class AnalyzerFigures
{
    private const int Rounds = 8;

    /// <summary>Measures the compiler's own diagnostics with all rules over the same without them.</summary>
    public static CompilerFigure MeasureCompile(SyntheticSolution solution)
    {
        var compilation = Generate(solution);
        var analyzers = FindAnalyzers();
        var diagnostics = Run(compilation.Clone(), analyzers);
        var fault = diagnostics.FirstOrDefault(static one =>
            one.Severity == DiagnosticSeverity.Error || !one.Id.StartsWith("CS", StringComparison.Ordinal));
        if (fault is not null)
        {
            throw new InvalidOperationException($"The program is not without a fault: {fault}");
        }

        var best = Timing.BestOf(
            Rounds,
            _ =>
            {
                var fresh = compilation.Clone();
                return () => Run(fresh, analyzers);
            },
            _ =>
            {
                var fresh = compilation.Clone();
                return () => fresh.GetDiagnostics();
            });
        return new CompilerFigure("analyzers-compile", best.Ours, best.Theirs, $"{analyzers.Length} analyzers");
    }

    /// <summary>Measures the time of each analyzer, in the driver's own count, one after the other; the best of several runs.</summary>
    public static IEnumerable<(string Rules, TimeSpan Time)> MeasureAnalyzers(SyntheticSolution solution)
    {
        var compilation = Generate(solution);
        var analyzers = FindAnalyzers();
        var best = analyzers.ToDictionary(static analyzer => analyzer, static _ => TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var result = Create(compilation.Clone(), analyzers, isConcurrent: false)
                .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
            foreach (var analyzer in analyzers)
            {
                var time = result.AnalyzerTelemetryInfo[analyzer].ExecutionTime;
                best[analyzer] = time < best[analyzer] ? time : best[analyzer];
            }
        }

        return best.ContainsValue(TimeSpan.Zero)
            ? throw new InvalidOperationException("An analyzer took no time: nothing was measured.")
            : best.OrderByDescending(static pair => pair.Value).Select(static pair => (NameOf(pair.Key), pair.Value));
    }

    private static string NameOf(DiagnosticAnalyzer analyzer) =>
        $"{string.Join(",", analyzer.SupportedDiagnostics.Select(static rule => rule.Id).Distinct())} {analyzer.GetType().Name}";

    private static ImmutableArray<Diagnostic> Run(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Create(compilation, analyzers, isConcurrent: true).GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();

    private static CompilationWithAnalyzers Create(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isConcurrent) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: !isConcurrent));

    private static Compilation Generate(SyntheticSolution solution)
    {
        GeneratorFigures.CreateDriver(new TypedBusGenerator())
            .RunGeneratorsAndUpdateCompilation(solution.Compilation, out var compilation, out _);
        return compilation;
    }

    private static ImmutableArray<DiagnosticAnalyzer> FindAnalyzers() => [.. Assembly.Load("TypedBus.Analyzers").GetTypes()
        .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
