using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>Where a delivery of one event goes: a subscription, or one of the several of a group.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Feed<TEvent>(Subscription<TEvent>[] members)
{
    // Past the subscription to the queue, where there is but one.
    private readonly DeliveryChannel<TEvent>? _queue = members.Length == 1 ? members[0].OnlyQueue : null;
    private int _turn;

    public string Name => members.Length == 1 ? members[0].Profile.Name : members[0].Group;

    public WriteResult TryWrite(in Delivery<TEvent> delivery, int beyond)
    {
        if (_queue is not null)
        {
            return _queue.TryWrite(in delivery, beyond);
        }

        // In turn, but past a member that is full: the group is full when all are.
        var result = WriteResult.Full;
        var turn = NextTurn();
        for (var offset = 0; offset < members.Length && result == WriteResult.Full; offset++)
        {
            result = members[(turn + offset) % members.Length].TryWrite(in delivery, beyond);
        }

        return result;
    }

    /// <summary>Does with a delivery that has found no room what the full mode says: that of the member whose turn it is.</summary>
    public WriteResult WriteOrDrop(in Delivery<TEvent> delivery, int beyond) =>
        members[ThisTurn() % members.Length].WriteOrDrop(in delivery, beyond);

    /// <summary>Waits with a delivery that has found no room, or does what the full mode says.</summary>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        members[ThisTurn() % members.Length].WriteAsync(in delivery, cancellationToken);

    private int NextTurn() => members.Length == 1 ? 0 : Interlocked.Increment(ref _turn) & int.MaxValue;

    // The turn goes on with each delivery, not with each try at one.
    private int ThisTurn() => members.Length == 1 ? 0 : Volatile.Read(ref _turn) & int.MaxValue;
}
