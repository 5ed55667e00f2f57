using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Where a delivery of one event goes: a subscription, or one of the several of a group.</summary>
/// <remarks>
/// It does not change, but for whose turn it is: where a member joins or leaves, the route replaces it. A publisher that holds an old one finds
/// the queue of who has left closed, and looks again.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed partial class Feed<TEvent>
{
    private readonly Route<TEvent> _route;
    private readonly OrderKeyHash<TEvent>? _orderKey;

    // The members, where all take this very event; else none: see TryWriteMixed.
    private readonly Subscription<TEvent>[] _typed;

    // Past the subscription to the queue, where there is but one.
    private readonly DeliveryChannel<TEvent>? _queue;
    private int _turn;

    public Feed(Subscription[] members, Route<TEvent> route)
    {
        Members = members;
        _route = route;
        _orderKey = route.OrderKey;
        _typed = Array.TrueForAll(members, static member => member is Subscription<TEvent>) ? [.. members.Cast<Subscription<TEvent>>()] : [];
        _queue = _typed.Length == 1 ? _typed[0].OnlyQueue : null;
    }

    public Subscription[] Members { get; }

    public string Group => Members[0].Group;

    public string Name => Members.Length == 1 ? Members[0].Profile.Name : Group;

    /// <summary>Offers a delivery to one member. It is closed if somebody who might have had it has left, or the bus is stopping.</summary>
    public WriteResult TryWrite(in Delivery<TEvent> delivery, int beyond)
    {
        if (_queue is not null)
        {
            return _queue.TryWrite(in delivery, beyond);
        }

        if (_typed.Length == 0)
        {
            return TryWriteMixed(in delivery, beyond);
        }

        if (_typed.Length == 1 || _orderKey is not null)
        {
            return _typed[PlaceByKey(in delivery.Event)].TryWrite(in delivery, beyond);
        }

        // In turn, but past a member that is full: the group is full when all are.
        var worst = WriteResult.Full;
        var turn = NextTurn();
        for (var offset = 0; offset < _typed.Length; offset++)
        {
            var result = _typed[(turn + offset) % _typed.Length].TryWrite(in delivery, beyond);
            if (result == WriteResult.Accepted)
            {
                return result;
            }

            worst = result == WriteResult.Closed ? result : worst;
        }

        return worst;
    }

    /// <summary>Does with a delivery that has found no room what the full mode says.</summary>
    public WriteResult WriteOrDrop(in Delivery<TEvent> delivery, int beyond) => _typed.Length == 0
        ? WriteOrDropMixed(in delivery, beyond)
        : _typed[Choose(in delivery.Event)].WriteOrDrop(in delivery, beyond);

    /// <summary>Waits with a delivery that has found no room, or does what the full mode says.</summary>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) => _typed.Length == 0
        ? WriteMixedAsync(in delivery, cancellationToken)
        : _typed[Choose(in delivery.Event)].WriteAsync(in delivery, cancellationToken);

    // Whose full mode counts: the one who has the key, or whose turn it is. The turn goes on with each delivery, not with each try at one.
    private int Choose(in TEvent @event) => Members.Length == 1 || _orderKey is not null
        ? PlaceByKey(in @event)
        : (Volatile.Read(ref _turn) & int.MaxValue) % Members.Length;

    private int NextTurn() => Interlocked.Increment(ref _turn) & int.MaxValue;

    // Each member has a weight for each key, and the heaviest has the key: when one joins or leaves, only its own keys move.
    private int PlaceByKey(in TEvent @event)
    {
        if (Members.Length == 1)
        {
            return 0;
        }

        var key = (ulong)(uint)_orderKey!(in @event);
        var (best, heaviest) = (0, 0UL);
        for (var place = 0; place < Members.Length; place++)
        {
            var weight = (key ^ Members[place].Profile.Hash) * 0x9E3779B97F4A7C15;
            weight = (weight ^ (weight >> 32)) * 0xD6E8FEB86659FD93;
            if (weight > heaviest)
            {
                (best, heaviest) = (place, weight);
            }
        }

        return best;
    }
}
