using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>Checks the steps of a generator's pipeline.</summary>
/// <param name="trackingNames">The type that names the steps in constants.</param>
internal sealed class StepCheck(Type trackingNames)
{
    // What the compiler itself names: the sources of a pipeline, and its ends.
    private static readonly HashSet<string> _compilerNames =
    [
        WellKnownGeneratorInputs.AdditionalTexts,
        WellKnownGeneratorInputs.AnalyzerConfigOptions,
        WellKnownGeneratorInputs.Compilation,
        "CompilationOptions",
        WellKnownGeneratorInputs.MetadataReferences,
        WellKnownGeneratorInputs.ParseOptions,
    ];

    public IReadOnlySet<string> Names { get; } = trackingNames
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static field => field.IsLiteral)
        .Select(static field => (string)field.GetRawConstantValue()!)
        .ToHashSet();

    /// <summary>Fails for a step without a name, for one whose name is no constant, and, if every step is expected, for a constant that no step bears.</summary>
    public void AssertNamed(GeneratorRunResult result, bool expectsEveryStep)
    {
        var seen = new HashSet<string>();
        var visited = new HashSet<IncrementalGeneratorRunStep>();
        var pending = new Stack<IncrementalGeneratorRunStep>(
            result.TrackedSteps.Concat(result.TrackedOutputSteps).SelectMany(static steps => steps.Value));
        while (pending.TryPop(out var step))
        {
            if (!visited.Add(step) || IsOfCompiler(step.Name))
            {
                continue;
            }

            Assert.True(step.Name is not null, $"A step has no name. It makes: {Describe(step)}.");
            if (!IsOutput(step.Name))
            {
                Assert.True(Names.Contains(step.Name), $"The step '{step.Name}' is not named in {trackingNames.Name}.");
                seen.Add(step.Name);
            }

            foreach (var (source, _) in step.Inputs)
            {
                pending.Push(source);
            }
        }

        // What has no items has no steps: only a test of everything sees every name.
        Assert.True(!expectsEveryStep || seen.SetEquals(Names), $"No step is named {string.Join(", ", Names.Except(seen))}.");
    }

    /// <summary>Fails where a step made something other than before, or anything was emitted.</summary>
    public void AssertUnchanged(GeneratorRunResult result, string edit)
    {
        foreach (var (name, output) in NamedOutputs(result).Concat(EndOutputs(result)))
        {
            Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"The step '{name}' is {output.Reason} after an unrelated edit: {edit}.");
        }

        foreach (var (name, output) in EndOutputs(result))
        {
            Assert.True(
                output.Reason == IncrementalStepRunReason.Cached, $"'{name}' is emitted again after an unrelated edit: {edit}.");
        }
    }

    /// <summary>Fails where nothing changed, so that the other checks prove nothing.</summary>
    public void AssertChanged(GeneratorRunResult result) => Assert.True(
        NamedOutputs(result).Any(static item =>
            item.Output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New),
        "No step is modified after the control edit.");

    /// <summary>Counts the outputs that were not taken from the run before.</summary>
    public static int CountEmitted(GeneratorRunResult result) =>
        EndOutputs(result).Count(static item => item.Output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);

    private IEnumerable<(string Name, (object Value, IncrementalStepRunReason Reason) Output)> NamedOutputs(GeneratorRunResult result) =>
        from steps in result.TrackedSteps
        where Names.Contains(steps.Key)
        from step in steps.Value
        from output in step.Outputs
        select (steps.Key, output);

    private static IEnumerable<(string Name, (object Value, IncrementalStepRunReason Reason) Output)> EndOutputs(GeneratorRunResult result) =>
        from steps in result.TrackedOutputSteps
        from step in steps.Value
        from output in step.Outputs
        select (steps.Key, output);

    // ForAttributeWithMetadataName is a pipeline in itself, whose steps the compiler names.
    private static bool IsOfCompiler(string? name) => name is not null
        && (_compilerNames.Contains(name) || name.Contains("_ForAttribute", StringComparison.Ordinal));

    private static bool IsOutput(string name) =>
        name is WellKnownGeneratorOutputs.SourceOutput or WellKnownGeneratorOutputs.ImplementationSourceOutput;

    private static string Describe(IncrementalGeneratorRunStep step) =>
        string.Join(", ", step.Outputs.Select(static output => output.Value?.GetType().ToString() ?? "null").Distinct());
}
