namespace TypedBus.Transports.Tests.Conformance;

/// <summary>The tables of the guide, which are written anew with UPDATE_SNAPSHOTS=1 in the environment.</summary>
internal static class GuideTable
{
    // Guards the page: the tests that look at it run at once.
    private static readonly Lock _lock = new();

    /// <summary>Sees that a chapter has this table.</summary>
    public static void Expect(string chapter, string table)
    {
        lock (_lock)
        {
            var path = Repository.PathOf("docs", "guide", "conformance.md");
            var page = File.ReadAllText(path);
            var start = page.IndexOf("\n| ", page.IndexOf($"## {chapter}\n", StringComparison.Ordinal), StringComparison.Ordinal) + 1;
            var end = page.IndexOf("\n\n", start, StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            {
                File.WriteAllText(path, page[..start] + table.TrimEnd() + page[end..]);
            }
            else
            {
                Assert.Equal(table.TrimEnd(), page[start..end]);
            }
        }
    }
}
