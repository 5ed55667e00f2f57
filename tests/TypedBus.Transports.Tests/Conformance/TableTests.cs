using TypedBus.Conformance;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>Which test runs over what, and what lacks where.</summary>
public sealed class TableTests(ITestOutputHelper output)
{
    // What lacks in process of the suite that others have as well.
    private static readonly string[] _lackingInProcess =
        ["NewSubscriberReceivesOldMessages", "Reconnect", "OneNameIsOneGroup", "MalformedIsPutAside", "SlowHandlerIsWaitedFor"];

    [Fact]
    public void Every_carrier_runs_what_it_says()
    {
        var table = ConformanceSuite.Table(new InProcess(), new CoreNats(), new JetStream(), new LoopCarrier());
        output.WriteLine(table);
        GuideTable.Expect("The tests", table);
        Assert.Equal(
            _lackingInProcess.Order(),
            ConformanceSuite.Tests.Except(ConformanceSuite.TestsOf(new InProcess())).Select(static test => test.Name).Order());
        Assert.Equal(ConformanceSuite.Tests, ConformanceSuite.TestsOf(new LoopCarrier()));
        Assert.Equal(ConformanceSuite.Tests.Count, ConformanceSuite.Tests.Select(static test => test.Name).Distinct().Count());
    }
}
