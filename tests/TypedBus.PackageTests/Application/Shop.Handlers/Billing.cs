using Shop.Events;
using TypedBus;

namespace Shop.Handlers;

/// <summary>Takes what the handlers have to say.</summary>
public interface ILedger
{
    /// <summary>Writes a line.</summary>
    void Write(string line);
}

internal sealed class Billing(ILedger ledger)
{
    [Handler]
    public async ValueTask<OrderBilled?> Bill(OrderPlaced placed, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        ledger.Write($"placed {placed.Number}");
        return placed.Total > 0 ? new OrderBilled(placed.Number, placed.Total) : null;
    }

    [Handler]
    public void Note(OrderBilled billed, EventContext context) => ledger.Write($"billed {billed.Number} from {context.Subject}");
}
