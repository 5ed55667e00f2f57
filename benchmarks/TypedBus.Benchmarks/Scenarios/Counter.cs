namespace TypedBus.Benchmarks.Scenarios;

/// <summary>What every handler does: it adds the event's amount, which is 1, so that the total is the number of events handled.</summary>
public abstract class Counter
{
    public long Total { get; protected set; }
}
