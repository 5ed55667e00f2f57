namespace TypedBus.Benchmarks.Compiler;

/// <summary>What a figure came to: the best round of each side.</summary>
internal sealed record CompilerFigure(string Name, TimeSpan Ours, TimeSpan Theirs, string Note = "")
{
    public double Ratio => Ours / Theirs;
}
