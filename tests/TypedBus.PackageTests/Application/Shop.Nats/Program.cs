using Microsoft.Extensions.DependencyInjection;
using Shop.Events;
using Shop.Handlers;
using TypedBus;

// The same handlers over NATS: Shop.Nats URL.
await using var bus = await EventBus.StartAsync(EventModules.All, setup =>
{
    setup.Services.AddSingleton<ILedger, ConsoleLedger>();
    setup.UseTransport("nats").UseNats(nats => nats.Url = args[0]);
});
await bus.PublishAsync(new OrderPlaced(1, 12.50m));
await bus.PublishAsync(new OrderPlaced(2, 0));
await bus.WhenIdleAsync();
Console.WriteLine(bus.Transports["nats"].Health.Status);

internal sealed class ConsoleLedger : ILedger
{
    public void Write(string line) => Console.WriteLine(line);
}
