using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedBus.Testing.Tests;

[Event("tests.shop.placed")]
public readonly record struct OrderPlaced(int OrderId, decimal Total);

[Event("tests.shop.billed")]
public readonly record struct OrderBilled(int OrderId);

[Event("tests.shop.sent")]
public sealed record OrderSent(int OrderId);

/// <summary>A small shop: an order is billed and counted; what is billed is sent.</summary>
public sealed class Shop
{
    public const string Billing = "TypedBus.Testing.Tests.Shop.Biller.Bill.OrderPlaced";
    public const string Sending = "TypedBus.Testing.Tests.Shop.Sender.Send.OrderBilled";

    public static TestBus Start(Action<EventBusBuilder>? configure = null) => Quiet("TypedBus.Testing.Tests.Shop.*", configure);

    /// <summary>Starts a bus with some handlers alone, which says nothing of the failures that the tests want.</summary>
    public static TestBus Quiet(string handlers, Action<EventBusBuilder>? configure = null) => TestBus.Start(EventModules.All, bus =>
    {
        bus.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        bus.Handlers.Only(handlers);
        configure?.Invoke(bus);
    });

    public sealed class Biller
    {
        [Handler]
        public async ValueTask<OrderBilled> Bill(OrderPlaced placed)
        {
            await Task.Yield();
            return new OrderBilled(placed.OrderId);
        }
    }

    public sealed class Sender
    {
        [Handler]
        public OrderSent Send(OrderBilled billed) => new(billed.OrderId);
    }

    public sealed class Counter
    {
        [Handler]
        public void Count(OrderPlaced placed)
        {
        }

        [Handler]
        public void CountBilled(OrderBilled billed)
        {
        }
    }
}
