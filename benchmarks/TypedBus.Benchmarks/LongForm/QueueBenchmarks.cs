using BenchmarkDotNet.Attributes;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.LongForm;

public class QueueBenchmarks : ScenarioBenchmarks
{
    [Params("channel-1p1c")]
    public string Figure { get; set; } = string.Empty;

    protected override string FigureName => Figure;

    [Benchmark(OperationsPerInvoke = Scenario.QueueBatch)]
    public void Ours() => RunOurs(Scenario.QueueBatch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Scenario.QueueBatch)]
    public void Theirs() => RunTheirs(Scenario.QueueBatch);
}
