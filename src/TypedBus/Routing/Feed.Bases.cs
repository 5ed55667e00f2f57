using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>Feeds of which a member takes a base type of the event.</content>
internal sealed partial class Feed<TEvent>
{
    /// <summary>Makes a feed of some of the members.</summary>
    public Feed<TEvent> With(Subscription[] members) => new(members, _route);

    // The same as for members of one type: by key, or in turn past one that is full.
    private WriteResult TryWriteMixed(in Delivery<TEvent> delivery, int beyond)
    {
        var isKeyed = _targets.Length == 1 || _orderKey is not null;
        var first = isKeyed ? PlaceByKey(in delivery.Event) : NextTurn() % _targets.Length;
        var tries = isKeyed ? 1 : _targets.Length;
        var worst = WriteResult.Full;
        for (var offset = 0; offset < tries; offset++)
        {
            var member = _targets[(first + offset) % _targets.Length];
            var result = member is Subscription<TEvent> typed
                ? typed.TryWrite(in delivery, beyond)
                : member.TryWriteObject(delivery.Event!, HeaderFromHere(in delivery), beyond);
            if (result == WriteResult.Accepted)
            {
                return result;
            }

            worst = result == WriteResult.Closed ? result : worst;
        }

        return worst;
    }

    private WriteResult WriteOrDropMixed(in Delivery<TEvent> delivery, int beyond)
    {
        var member = _targets[Choose(in delivery.Event)];
        return member is Subscription<TEvent> typed
            ? typed.WriteOrDrop(in delivery, beyond)
            : member.WriteOrDropObject(delivery.Event!, HeaderFromHere(in delivery), beyond);
    }

    private ValueTask<WriteResult> WriteMixedAsync(int chosen, in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var member = _targets[chosen];
        return member is Subscription<TEvent> typed
            ? typed.WriteAsync(in delivery, cancellationToken)
            : member.WriteObjectAsync(delivery.Event!, HeaderFromHere(in delivery), cancellationToken);
    }

    private ValueTask<WriteResult> WriteAsync(
        Subscription member, in Delivery<TEvent> delivery, WriteClaim claim, CancellationToken cancellationToken) =>
        member is Subscription<TEvent> typed
            ? typed.WriteAsync(in delivery, claim, cancellationToken)
            : member.WriteObjectAsync(delivery.Event!, HeaderFromHere(in delivery), claim, cancellationToken);

    // The queue of a base type takes events of many routes: what it takes says from which it came. Without options of the publisher's own
    // that is one object for all.
    private DeliveryHeader HeaderFromHere(in Delivery<TEvent> delivery)
    {
        var header = delivery.Header;
        header.Options = header.Options is null ? _route.SourceOptions : header.Options with { Subject = _route.Source };
        return header;
    }
}
