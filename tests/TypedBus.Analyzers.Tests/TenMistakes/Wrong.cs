using TypedBus;

await using var bus = EventBus.Start(EventModules.All, setup => setup.UseTimeout(TimeSpan.FromSeconds(5)).UseCorrelationId());
await bus.PublishAsync(new OrderPlaced("eu", 12.50m));
await new Shop(bus).CancelAsync(1);

[Event("orders.{Regoin}.placed")]
public sealed record OrderPlaced(string Region, decimal Total);

[Event("orders.billed")]
public readonly record struct OrderBilled(decimal Total);

[Event("orders.cancelled")]
public sealed record OrderCancelled
{
    public int Number { get; set; }
}

public sealed class Shop(EventBus bus)
{
    public Task CancelAsync(int number)
    {
        bus.PublishAsync(new OrderCancelled { Number = number });
        return Task.CompletedTask;
    }

    [Handler]
    public async Task Bill(OrderPlaced placed) => await bus.PublishAsync(new OrderBilled(placed.Total));
}

public sealed class Stock
{
    [Handler]
    public void Reserve(OrderPlaced placed, CancellationToken cancellationToken)
    {
        Thread.Sleep(10);
        Console.WriteLine($"reserved {placed}");
    }
}

public sealed class Mail
{
    private readonly TextWriter _output;

    public Mail()
        : this(Console.Out)
    {
    }

    public Mail(TextWriter? output = null) => _output = output ?? Console.Out;

    [Handler]
    public Task Send(OrderBilled billed) => _output.WriteLineAsync($"billed {billed.Total}");
}

public static class Accounts
{
    [Handler]
    public static Task Book(in OrderBilled billed) => Console.Out.WriteLineAsync($"booked {billed.Total}");
}

public static class Audit
{
    [Handler]
    public static async void Note(OrderCancelled cancelled) => await Console.Out.WriteLineAsync($"noted {cancelled}");

    [Handler]
    private static void Count(OrderCancelled cancelled) => Console.WriteLine($"counted {cancelled}");
}
