using System.Globalization;
using BenchmarkDotNet.Running;
using TypedBus.Benchmarks.Compare;

// compare [NAME …]: the short side-by-side set. survey DOCS PROCESSES [NATIVE]: that in several processes, into the
// page. Anything else goes to BenchmarkDotNet: the long form.
if (args is ["compare", .. var names])
{
    return Comparison.Run(names);
}

if (args is ["survey", var docs, var processes, .. var native])
{
    return Survey.Run(docs, int.Parse(processes, CultureInfo.InvariantCulture), native.FirstOrDefault());
}

BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);
return 0;
