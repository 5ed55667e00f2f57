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

    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        members[NextTurn() % members.Length].WriteAsync(in delivery, cancellationToken);

    private int NextTurn() => members.Length == 1 ? 0 : Interlocked.Increment(ref _turn) & int.MaxValue;
}
