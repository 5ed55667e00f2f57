using TypedBus.Tests.Shared;

namespace TypedBus.Generators.Tests.Evolution;

/// <summary>Programs of two times give each other their bytes.</summary>
public sealed class EvolutionTests
{
    public static TheoryData<string> Changes => [.. EvolutionTable.All.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_does_to_readers_what_the_table_says(string change)
    {
        var row = EvolutionTable.All[change];
        using VersionProgram old = new(row.Old), @new = new(row.New);
        Assert.Equal(row.OldRead, @new.Read(old.Write()));
        Assert.Equal(row.NewRead, old.Read(@new.Write()));
    }

    [Fact]
    public void Two_upcasters_of_one_event_are_an_error_at_start()
    {
        var twice = EvolutionTable.All["A new version beside the old one, with an upcaster"].New
            + " public static class More { [Upcast] public static Event FromV1(EventV1 old) => new(1, 1); }";
        var exception = Assert.ThrowsAny<Exception>(() => new VersionProgram(twice).Write());
        Assert.Contains("Event 'EventV1' has two upcasters. Keep one of them.", exception.ToString());
    }

    [Fact]
    public void The_page_has_the_table()
    {
        const string Head = "| change | old bytes, new program | new bytes, old program |\n| --- | --- | --- |\n";
        var page = Repository.PathOf("docs", "guide", "evolution.md");
        var text = File.ReadAllText(page);
        var start = text.IndexOf(Head, StringComparison.Ordinal) + Head.Length;
        var end = text.IndexOf("\n\n", start - 1, StringComparison.Ordinal) + 1;
        var expected = string.Concat(EvolutionTable.All.Values.Select(static row => row.Line + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(page, text[..start] + expected + text[end..]);
            return;
        }

        Assert.Equal(expected, text[start..end]);
    }
}
