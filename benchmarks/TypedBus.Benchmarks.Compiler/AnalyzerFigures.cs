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
    private const int RuleRounds = 4;

    /// <summary>
    /// Measures the compiler's own diagnostics with all rules over the same without them, and over the same with an analyzer that is shown
    /// each call and says nothing, which is what the compiler's driver itself costs.
    /// </summary>
    public static IEnumerable<CompilerFigure> MeasureCompile(SyntheticSolution solution)
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

        var alone = Timing.BestOf(Rounds, Compile(analyzers), Compile([]));
        yield return new CompilerFigure("analyzers-compile", alone.Ours, alone.Theirs, $"{analyzers.Length} analyzers");
        var listening = Timing.BestOf(Rounds, Compile(analyzers), Compile([new ListeningAnalyzer()]));
        yield return new CompilerFigure("analyzers-listening", listening.Ours, listening.Theirs);

        Func<int, Action> Compile(ImmutableArray<DiagnosticAnalyzer> with) => _ =>
        {
            var fresh = compilation.Clone();
            return with.IsEmpty ? () => fresh.GetDiagnostics() : () => Run(fresh, with);
        };
    }

    /// <summary>
    /// Measures each rule in one thread, the best of several runs. Those that speak of illegal shapes have one reading in common, which is
    /// what is left of their analyzer's time; so have those whose analyzer is listed without rules.
    /// </summary>
    public static IEnumerable<(string Rule, TimeSpan Time)> MeasureRules(SyntheticSolution solution)
    {
        var compilation = Generate(solution);
        var best = new Dictionary<string, TimeSpan>();
        for (var round = 0; round < RuleRounds; round++)
        {
            foreach (var type in FindTypes())
            {
                var (analyzer, clocks) = RuleClock.Wrap(type);
                var result = Create(compilation.Clone(), [analyzer], isConcurrent: false)
                    .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
                var rest = result.AnalyzerTelemetryInfo[analyzer].ExecutionTime;
                foreach (var clock in clocks)
                {
                    Keep(clock.Name, clock.Time);
                    rest -= clock.Time;
                }

                Keep($"{type.Name}, {(clocks.Count > 0 ? "what its rules have in common" : "all its rules")}", rest);
            }
        }

        return best.ContainsValue(TimeSpan.Zero)
            ? throw new InvalidOperationException("A rule took no time: nothing was measured.")
            : best.OrderByDescending(static pair => pair.Value).Select(static pair => (pair.Key, pair.Value));

        void Keep(string name, TimeSpan time) => best[name] = best.TryGetValue(name, out var other) && other < time ? other : time;
    }

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

    private static ImmutableArray<DiagnosticAnalyzer> FindAnalyzers() =>
        [.. FindTypes().Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static IEnumerable<Type> FindTypes() => Assembly.Load("TypedBus.Analyzers").GetTypes()
        .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal);
}
