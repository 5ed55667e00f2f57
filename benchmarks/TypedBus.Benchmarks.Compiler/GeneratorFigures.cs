using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>What the generator costs while somebody types, and when a program is opened.</summary>
internal static class GeneratorFigures
{
    private const int Rounds = 40;
    private const int ColdRounds = 30;

    /// <summary>Measures an edit with our generator over the same with one that only finds what is marked.</summary>
    public static IEnumerable<CompilerFigure> MeasureEdits(SyntheticSolution solution)
    {
        var ours = CreateDriver(new TypedBusGenerator()).RunGenerators(solution.Compilation);
        var theirs = CreateDriver(new EmptyGenerator()).RunGenerators(solution.Compilation);
        foreach (var (name, edit) in new (string, Func<int, CSharpCompilation>)[]
        {
            ("generator-edit", solution.EditOther),
            ("generator-edit-handler", solution.EditHandler),
            ("generator-edit-declaration", solution.EditDeclaration),
        })
        {
            AssertNothingIsEmitted(solution, edit(7), name);
            var best = Timing.BestOf(Rounds, round => PrepareRun(ours, edit(round)), round => PrepareRun(theirs, edit(round)));
            yield return new CompilerFigure(name, best.Ours, best.Theirs);
        }
    }

    /// <summary>Measures the first run over a program: in this process, and when the process is warm.</summary>
    public static CompilerFigure MeasureCold(SyntheticSolution solution)
    {
        var first = Timing.Measure(PrepareRun(CreateDriver(new TypedBusGenerator()), solution.Fresh()));
        var best = Timing.BestOf(
            ColdRounds,
            _ => PrepareRun(CreateDriver(new TypedBusGenerator()), solution.Fresh()),
            _ => PrepareRun(CreateDriver(new EmptyGenerator()), solution.Fresh()));
        return new CompilerFigure("generator-cold", best.Ours, best.Theirs, $"first run in the process: {first.TotalMilliseconds:0} ms");
    }

    public static CSharpGeneratorDriver CreateDriver(IIncrementalGenerator generator, bool tracksSteps = false) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: SyntheticSolution.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    private static Action PrepareRun(GeneratorDriver driver, Compilation compilation) => () => driver.RunGenerators(compilation);

    private static void AssertNothingIsEmitted(SyntheticSolution solution, CSharpCompilation edited, string name)
    {
        var driver = CreateDriver(new TypedBusGenerator(), tracksSteps: true).RunGenerators(solution.Compilation);
        var before = driver.GetRunResult().Results.Single();
        var after = driver.RunGenerators(edited).GetRunResult().Results.Single();
        if (before.GeneratedSources.Length < 500 || after.TrackedOutputSteps.Values.SelectMany(static steps => steps)
            .SelectMany(static step => step.Outputs)
            .Any(static output => output.Reason != IncrementalStepRunReason.Cached))
        {
            throw new InvalidOperationException(
                $"{name}: something is emitted anew, or {before.GeneratedSources.Length} files are too few.");
        }
    }
}
