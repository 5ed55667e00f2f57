using Microsoft.Extensions.DependencyInjection;
using Shop.Events;
using Shop.Handlers;
using TypedBus;

await using (var bus = EventBus.Start(EventModules.All, setup => setup.Services.AddSingleton<ILedger, ConsoleLedger>()))
{
    await bus.PublishAsync(new OrderPlaced(1, 12.50m));
    await bus.PublishAsync(new OrderPlaced(2, 0));
}

Console.WriteLine("stopped");

internal sealed class ConsoleLedger : ILedger
{
    public void Write(string line) => Console.WriteLine(line);
}
