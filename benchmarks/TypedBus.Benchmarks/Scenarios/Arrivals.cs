namespace TypedBus.Benchmarks.Scenarios;

/// <summary>A counter that tells when the last of the expected events has been handled.</summary>
/// <remarks>Several workers may count in handlers of their own: the last of them to have all of its events sets the signal.</remarks>
public abstract class Arrivals : Counter
{
    private long _expected;
    private CountdownEvent? _settled;

    /// <summary>Begins a batch: call it before the first event is published.</summary>
    public void Expect(int events, CountdownEvent settled)
    {
        _expected = Total + events;
        _settled = settled;
    }

    protected void Arrive(long amount)
    {
        Total += amount;
        if (Total == _expected)
        {
            _settled!.Signal();
        }
    }
}
