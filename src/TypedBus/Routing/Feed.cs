using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>Where a delivery of one event goes: a subscription, or one of the several of a group.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Feed<TEvent>(Subscription<TEvent>[] members)
{
    private readonly Subscription<TEvent> _first = members[0];

    // Past the subscription, whose fields change with each delivery, to the queue alone.
    private readonly DeliveryChannel<TEvent> _queue = members[0].Queue;
    private int _turn;

    public string Name => members.Length == 1 ? _first.Profile.Name : _first.Group;

    public WriteResult TryWrite(in Delivery<TEvent> delivery, int beyond)
    {
        if (members.Length == 1)
        {
            return _queue.TryWrite(in delivery, beyond);
        }

        // In turn, but past a member that is full: the group is full when all are.
        var result = WriteResult.Full;
        var turn = NextTurn();
        for (var offset = 0; offset < members.Length && result == WriteResult.Full; offset++)
        {
            result = members[(turn + offset) % members.Length].Queue.TryWrite(in delivery, beyond);
        }

        return result;
    }

    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        members[members.Length == 1 ? 0 : NextTurn() % members.Length].Queue.WriteAsync(in delivery, cancellationToken);

    private int NextTurn() => Interlocked.Increment(ref _turn) & int.MaxValue;
}
