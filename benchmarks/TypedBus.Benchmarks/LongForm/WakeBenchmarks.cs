using BenchmarkDotNet.Attributes;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.LongForm;

public class WakeBenchmarks : ScenarioBenchmarks
{
    [Params("idle-wake")]
    public string Figure { get; set; } = string.Empty;

    protected override string FigureName => Figure;

    [Benchmark(OperationsPerInvoke = Scenario.WakeBatch)]
    public void Ours() => RunOurs(Scenario.WakeBatch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Scenario.WakeBatch)]
    public void Theirs() => RunTheirs(Scenario.WakeBatch);
}
