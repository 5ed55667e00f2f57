using Microsoft.Extensions.DependencyInjection;
using Shop.Events;
using Shop.Handlers;
using TypedBus;
using TypedBus.Testing;

// A test as a user writes it, but for the framework that runs it.
var ledger = new ListLedger();
await using var bus = TestBus.Start(EventModules.All, setup => setup.Services.AddSingleton<ILedger>(ledger));

bus.Fail("*.Note.*", times: 2);
await bus.PublishAsync(new OrderPlaced(1, 12.50m));
await bus.PublishAsync(new OrderPlaced(2, 0));
await bus.Idle();

Check(bus.PublishedOnce<OrderBilled>().Event == new OrderBilled(1, 12.50m), "the first order is billed");
Check(bus.Handled<OrderPlaced>().Count == 2, "both orders are handled");
Check(bus.HandledOnce<OrderBilled>().Attempt == 3, "the bill is noted at the third attempt");
Check(bus.DeadLettered<OrderBilled>().Count == 0, "nothing is given up");
Check(ledger.Lines.Count == 3, "the ledger has three lines");
Console.Write(bus.Tree());

void Check(bool holds, string what)
{
    if (!holds)
    {
        Console.Error.WriteLine($"It does not hold that {what}. {bus.Tree()}");
        Environment.Exit(1);
    }
}

internal sealed class ListLedger : ILedger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void Write(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
