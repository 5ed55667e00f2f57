using BenchmarkDotNet.Running;
using TypedBus.Benchmarks.Compare;

// compare [NAME …]: the short side-by-side set. survey DOCS [NATIVE]: that in five processes, into the page. Anything else goes to
// BenchmarkDotNet: the long form.
if (args is ["compare", .. var names])
{
    return Comparison.Run(names);
}

if (args is ["survey", var docs, .. var native])
{
    return Survey.Run(docs, native.FirstOrDefault());
}

BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);
return 0;
