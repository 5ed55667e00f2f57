using BenchmarkDotNet.Attributes;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.LongForm;

public class FanoutBenchmarks : ScenarioBenchmarks
{
    [Params("fanout-8")]
    public string Figure { get; set; } = string.Empty;

    protected override string FigureName => Figure;

    [Benchmark(OperationsPerInvoke = Scenario.FanoutBatch)]
    public void Ours() => RunOurs(Scenario.FanoutBatch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Scenario.FanoutBatch)]
    public void Theirs() => RunTheirs(Scenario.FanoutBatch);
}
