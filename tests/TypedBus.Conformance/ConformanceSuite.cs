using System.Text;
using TypedBus.Conformance.Tests;

namespace TypedBus.Conformance;

/// <summary>
/// The tests that everything passes that carries events. They speak to the bus alone: typed events, subscriptions, publishing, stopping.
/// </summary>
public static class ConformanceSuite
{
    /// <summary>Gets all tests.</summary>
    public static IReadOnlyList<ConformanceTest> Tests { get; } =
    [
        .. DeliveryTests.All,
        .. OrderTests.All,
        .. FailureTests.All,
        .. GroupTests.All,
        .. ClosingTests.All,
        .. ReaderTests.All,
        .. PublishingTests.All,
        .. ContentTests.All,
        .. ContextTests.All,
        .. PressureTests.All,
        .. BrokerTests.All,
    ];

    /// <summary>Gets the tests that a carrier can run.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <returns>The tests.</returns>
    public static IEnumerable<ConformanceTest> TestsOf(Carrier carrier) => Tests.Where(test => carrier.Can(test.Needs));

    /// <summary>Gets a test by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The test.</returns>
    public static ConformanceTest Find(string name) => Tests.Single(test => test.Name == name);

    /// <summary>Writes which test runs over which carrier, as a table in Markdown, and what the others lack.</summary>
    /// <param name="carriers">The carriers.</param>
    /// <returns>The table.</returns>
    public static string Table(params IReadOnlyList<Carrier> carriers)
    {
        var table = new StringBuilder("| test |");
        table.AppendJoin(' ', carriers.Select(static carrier => $" {carrier.Name} |")).Append("\n| --- |");
        table.Insert(table.Length, " --- |", carriers.Count).Append('\n');
        foreach (var test in Tests)
        {
            table.Append($"| {test.Name} |");
            foreach (var carrier in carriers)
            {
                table.Append(carrier.Can(test.Needs) ? " runs |" : $" lacks {test.Needs & ~carrier.Features} |");
            }

            table.Append('\n');
        }

        return table.ToString();
    }
}
