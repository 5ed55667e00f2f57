namespace TypedBus.Benchmarks.Compare;

/// <summary>What a scenario came to.</summary>
internal sealed class Figure(string name, Side ours, Side theirs)
{
    public string Name { get; } = name;

    public Side Ours { get; } = ours;

    public Side Theirs { get; } = theirs;

    /// <summary>Gets the best round of ours over the best round of theirs: below 1 is faster.</summary>
    public double Ratio => Ours.Rounds.Min() / Theirs.Rounds.Min();

    /// <summary>Gets the quartiles of the ratios of neighbouring rounds, which saw the same neighbours on the machine.</summary>
    public (double Lower, double Median, double Upper) Spread
    {
        get
        {
            var ratios = Ours.Rounds.Zip(Theirs.Rounds, static (ours, theirs) => ours / theirs).Order().ToArray();
            return (ratios[ratios.Length / 4], ratios[ratios.Length / 2], ratios[ratios.Length * 3 / 4]);
        }
    }
}
