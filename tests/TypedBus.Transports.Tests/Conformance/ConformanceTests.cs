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
}
