using TypedBus;

namespace Shop.Events;

/// <summary>A customer has placed an order.</summary>
[Event("orders.placed")]
public readonly record struct OrderPlaced(int Number, decimal Total);

/// <summary>An order has been billed.</summary>
[Event("orders.billed")]
public sealed record OrderBilled(int Number, decimal Total);
