using System.Globalization;
using BenchmarkDotNet.Running;
using TypedBus.Benchmarks.Compare;
using TypedBus.Benchmarks.Compiler;

// compare [NAME …]: the short side-by-side set. survey DOCS PROCESSES [NATIVE]: that in several processes, into the
// page. Anything else goes to BenchmarkDotNet: the long form.
if (args is ["compare", .. var names])
{
    // Those of the compiler's side are measured where they are named: they take minutes.
    string[] compiler = [.. names.Intersect(CompilerComparison.Names)];
    string[] others = [.. names.Except(compiler)];
    var exitCode = names.Length == 0 || others.Length > 0 ? Comparison.Run(others) : 0;
    if (exitCode == 0 && compiler.Length > 0)
    {
        CompilerComparison.Run(compiler);
    }

    return exitCode;
}

if (args is ["survey", var docs, var processes, .. var native])
{
    return Survey.Run(docs, int.Parse(processes, CultureInfo.InvariantCulture), native.FirstOrDefault());
}

BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);
return 0;
