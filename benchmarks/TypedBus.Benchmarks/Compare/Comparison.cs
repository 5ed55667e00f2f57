namespace TypedBus.Benchmarks.Compare;

/// <summary>The short side-by-side set.</summary>
internal static class Comparison
{
    /// <summary>Measures the figures of these names, or all of them.</summary>
    /// <returns>The exit code: 0, or 1 where a side did not handle what was sent, or 2 where a name is unknown.</returns>
    public static int Run(string[] names)
    {
        if (Array.Find(names, static name => !ScenarioList.Has(name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no figure '{unknown}'. There are: {string.Join(", ", ScenarioList.Names)}.");
            return 2;
        }

        var figures = new List<Figure>();
        Report.WriteHead();
        foreach (var name in names.Length == 0 ? ScenarioList.Names : names)
        {
            if (ScenarioList.Lack(name) is { } lack)
            {
                Console.Error.WriteLine($"{name} is left out: {lack}");
                continue;
            }

            using var scenario = ScenarioList.Make(name);
            try
            {
                var figure = Rounds.Measure(scenario);
                Report.WriteRow(figure);
                figures.Add(figure);
            }
            catch (MiscountException miscount)
            {
                Console.Error.WriteLine(miscount.Message);
                return 1;
            }
        }

        Report.WriteRatios(figures);
        return 0;
    }
}
