using BenchmarkDotNet.Attributes;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.LongForm;

/// <summary>A figure of the short set under BenchmarkDotNet, in a process of its own.</summary>
[MemoryDiagnoser]
public abstract class ScenarioBenchmarks
{
    private Scenario _scenario = null!;

    [GlobalSetup]
    public void SetUp() => _scenario = ScenarioList.Make(FigureName);

    [GlobalCleanup]
    public void CleanUp() => _scenario.Dispose();

    protected abstract string FigureName { get; }

    protected void RunOurs(int events) => _scenario.RunOurs(events);

    protected void RunTheirs(int events) => _scenario.RunTheirs(events);
}
