using TypedBus.Conformance;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>Runs what a carrier can do of the suite, each test by itself.</summary>
/// <typeparam name="TCarrier">The carrier.</typeparam>
public abstract class ConformanceTests<TCarrier>
    where TCarrier : Carrier, new()
{
    private static readonly TCarrier _carrier = new();

    public static TheoryData<string> Tests => [.. ConformanceSuite.TestsOf(_carrier).Select(static test => test.Name)];

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Conforms(string test) => ConformanceSuite.Find(test).RunAsync(_carrier);

    /// <summary>Runs the suite several times over, all of it in parallel, but for what takes the server away from the others.</summary>
    protected static Task AllAtOnceAsync(int times)
    {
        var tests = ConformanceSuite.TestsOf(_carrier).Where(static test => !test.Needs.HasFlag(CarrierFeatures.Restart));
        return Task.WhenAll(Enumerable.Range(0, times).SelectMany(_ => tests).Select(static test => Task.Run(() => test.RunAsync(_carrier))));
    }
}
