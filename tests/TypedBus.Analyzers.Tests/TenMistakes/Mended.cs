using TypedBus;

await using var bus = EventBus.Start(EventModules.All, setup => setup.UseCorrelationId().UseTimeout(TimeSpan.FromSeconds(5)));
await bus.PublishAsync(new OrderPlaced("eu", 12.50m));
await new Shop(bus).CancelAsync(1);

[Event("orders.{Region}.placed")]
public sealed record OrderPlaced(string Region, decimal Total);

[Event("orders.billed")]
public readonly record struct OrderBilled(decimal Total);

[Event("orders.cancelled")]
public sealed record OrderCancelled
{
    public int Number { get; init; }
}

public sealed class Shop(EventBus bus)
{
    public async Task CancelAsync(int number)
    {
        await bus.PublishAsync(new OrderCancelled { Number = number });
    }

    [Handler]
    public async Task Bill(OrderPlaced placed, EventContext context) => await context.PublishAsync(new OrderBilled(placed.Total));
}

public sealed class Stock
{
    [Handler]
    public async Task Reserve(OrderPlaced placed, CancellationToken cancellationToken)
    {
        await Task.Delay(10, cancellationToken);
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

    [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor]
    public Mail(TextWriter? output = null) => _output = output ?? Console.Out;

    [Handler]
    public Task Send(OrderBilled billed) => _output.WriteLineAsync($"billed {billed.Total}");
}

public static class Accounts
{
    [Handler]
    public static Task Book(OrderBilled billed) => Console.Out.WriteLineAsync($"booked {billed.Total}");
}

public static class Audit
{
    [Handler]
    public static async Task Note(OrderCancelled cancelled) => await Console.Out.WriteLineAsync($"noted {cancelled}");

    [Handler]
    internal static void Count(OrderCancelled cancelled) => Console.WriteLine($"counted {cancelled}");
}
