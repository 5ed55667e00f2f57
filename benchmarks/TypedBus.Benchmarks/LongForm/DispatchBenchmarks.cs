using BenchmarkDotNet.Attributes;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.LongForm;

public class DispatchBenchmarks : ScenarioBenchmarks
{
    [Params("dispatch-1", "dispatch-4", "dispatch-8", "dispatch-1-task", "dispatch-4-task", "dispatch-1-class", "dispatch-1-64", "dispatch-1-vs-imediator")]
    public string Figure { get; set; } = string.Empty;

    protected override string FigureName => Figure;

    [Benchmark(OperationsPerInvoke = Scenario.DispatchBatch)]
    public void Ours() => RunOurs(Scenario.DispatchBatch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Scenario.DispatchBatch)]
    public void Theirs() => RunTheirs(Scenario.DispatchBatch);
}
