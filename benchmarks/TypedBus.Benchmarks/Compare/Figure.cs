namespace TypedBus.Benchmarks.Compare;

/// <summary>What a scenario came to.</summary>
internal sealed class Figure(string name, bool takesMedians, Side ours, Side theirs)
{
    public string Name { get; } = name;

    public Side Ours { get; } = ours;

    public Side Theirs { get; } = theirs;

    /// <summary>Gets the nanoseconds an event: those of the best round, or of the median where threads hand over to each other.</summary>
    public double OursTime => takesMedians ? Ours.Median : Ours.Best;

    /// <summary>Gets the same of the other side.</summary>
    public double TheirsTime => takesMedians ? Theirs.Median : Theirs.Best;

    /// <summary>Gets ours over theirs: below 1 is faster.</summary>
    public double Ratio => OursTime / TheirsTime;

    /// <summary>Gets the ratio of the best rounds, whatever the figure stands on.</summary>
    public double RatioOfBests => Ours.Best / Theirs.Best;

    /// <summary>Gets the quartiles of the ratios of neighbouring rounds, which saw the same neighbours on the machine.</summary>
    public (double Lower, double Upper) Spread
    {
        get
        {
            var ratios = Ours.Rounds.Zip(Theirs.Rounds, static (ours, theirs) => ours / theirs).Order().ToArray();
            return (ratios[ratios.Length / 4], ratios[ratios.Length * 3 / 4]);
        }
    }
}
