using BenchmarkDotNet.Running;
using TypedBus.Benchmarks.Compare;

// compare [NAME …]: the short side-by-side set. Anything else goes to BenchmarkDotNet: the long form.
if (args is ["compare", .. var names])
{
    return Comparison.Run(names);
}

BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);
return 0;
