using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Where a delivery of one event goes: a subscription, or one of the several of a group.</summary>
/// <remarks>
/// It does not change, but for whose turn it is: where a member joins, leaves, pauses or resumes, the route replaces it. A publisher that holds
/// an old one finds the queue of who has left closed, and looks again.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed partial class Feed<TEvent>
{
    private readonly Route<TEvent> _route;
    private readonly OrderKeyHash<TEvent>? _orderKey;

    // The members that deliveries go to: a paused one has none while another runs.
    private readonly Subscription[] _targets;

    // These, where all take this very event; else none: see TryWriteMixed.
    private readonly Subscription<TEvent>[] _typed;

    // Past the subscription to the queue, where there is but one.
    private readonly RingChannel<TEvent>? _queue;
    private int _turn;

    public Feed(Subscription[] members, Route<TEvent> route)
    {
        Members = members;
        Group = members[0].Group;
        _targets = members.Length == 1 ? members : [.. members.Where(static member => !member.IsPaused)];
        _targets = _targets.Length == 0 ? members : _targets;
        _route = route;
        _orderKey = route.OrderKey;
        _typed = Array.TrueForAll(_targets, static member => member is Subscription<TEvent>) ? [.. _targets.Cast<Subscription<TEvent>>()] : [];
        _queue = _typed.Length == 1 ? _typed[0].OnlyQueue : null;
    }

    public Subscription[] Members { get; }

    public string Group { get; }

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

    /// <summary>
    /// Waits with a delivery that has found no room, where members take turns at whichever has some first; or does what the full mode says.
    /// </summary>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var chosen = Choose(in delivery.Event);
        return _targets.Length > 1 && _orderKey is null && _targets[chosen].Profile.FullMode == FullMode.Wait
            ? WriteToAnyAsync(delivery, cancellationToken)
            : _typed.Length == 0 ? WriteMixedAsync(chosen, in delivery, cancellationToken)
            : _typed[chosen].WriteAsync(in delivery, cancellationToken);
    }

    /// <summary>Has those who wait look for the feed that has replaced this one.</summary>
    public void TurnAway() => Array.ForEach(Members, static member => member.TurnAway());

    private async ValueTask<WriteResult> WriteToAnyAsync(Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var claim = new WriteClaim();
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A queue that displaces has nobody wait at it: it makes room at once, at the cost of another delivery.
        var waits = _targets
            .Where(static member => member.Profile.FullMode != FullMode.DropOldest)
            .Select(member => WriteAsync(member, in delivery, claim, decided.Token).AsTask())
            .ToArray();

        // One has room, or has left, or the publisher has given up: the others need not wait any longer. That they are awaited tells
        // whether one of them has taken the delivery meanwhile.
        await Task.WhenAny(waits).ConfigureAwait(false);
        await decided.CancelAsync().ConfigureAwait(false);
        var results = await Task.WhenAll(waits).ConfigureAwait(false);
        return results.Contains(WriteResult.Accepted) ? WriteResult.Accepted
            : results.Contains(WriteResult.TurnedAway) ? WriteResult.TurnedAway
            : results.Contains(WriteResult.Closed) ? WriteResult.Closed
            : WriteResult.Canceled;
    }

    // Whose full mode counts: the one who has the key, or whose turn it is. The turn goes on with each delivery, not with each try at one.
    private int Choose(in TEvent @event) => _targets.Length == 1 || _orderKey is not null
        ? PlaceByKey(in @event)
        : (Volatile.Read(ref _turn) & int.MaxValue) % _targets.Length;

    private int NextTurn() => Interlocked.Increment(ref _turn) & int.MaxValue;

    // Each member has a weight for each key, and the heaviest has the key: when one joins or leaves, only its own keys move.
    private int PlaceByKey(in TEvent @event)
    {
        if (_targets.Length == 1)
        {
            return 0;
        }

        var key = (ulong)(uint)_orderKey!(in @event);
        var (best, heaviest) = (0, 0UL);
        for (var place = 0; place < _targets.Length; place++)
        {
            var weight = (key ^ _targets[place].Profile.Hash) * 0x9E3779B97F4A7C15;
            weight = (weight ^ (weight >> 32)) * 0xD6E8FEB86659FD93;
            if (weight > heaviest)
            {
                (best, heaviest) = (place, weight);
            }
        }

        return best;
    }
}
