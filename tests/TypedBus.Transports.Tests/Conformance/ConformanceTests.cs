using TypedBus.Conformance;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>Runs what a carrier can do of the suite, each test by itself.</summary>
/// <typeparam name="TCarrier">The carrier.</typeparam>
public abstract class ConformanceTests<TCarrier>
    where TCarrier : Carrier, new()
{
    private static readonly TCarrier _carrier = new();

    /// <summary>Gets the carrier, which all tests of a class share.</summary>
    protected static TCarrier Carrier => _carrier;

    public static TheoryData<string> Tests => [.. ConformanceSuite.TestsOf(_carrier).Select(static test => test.Name)];

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Conforms(string test)
    {
        await PrepareAsync();
        await ConformanceSuite.Find(test).RunAsync(_carrier);
    }

    /// <summary>Sees to it that the carrier can run a test. The default does nothing.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>
    /// Runs the suite several times in parallel, each time from another test on, but for what takes the server away from the others, and what
    /// tries time itself.
    /// </summary>
    protected async Task AllAtOnceAsync(int times)
    {
        await PrepareAsync();
        const CarrierFeatures Alone = CarrierFeatures.Restart | CarrierFeatures.SettleTime;
        ConformanceTest[] tests = [.. ConformanceSuite.TestsOf(_carrier).Where(static test => (test.Needs & Alone) == 0)];
        await Task.WhenAll(Enumerable.Range(0, times).Select(run => Task.Run(async () =>
        {
            var first = run * tests.Length / times;
            foreach (var test in tests[first..].Concat(tests[..first]))
            {
                await test.RunAsync(_carrier);
            }
        })));
    }
}
