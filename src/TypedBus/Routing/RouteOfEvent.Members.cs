using TypedBus.Channels;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <content>Members that come and go. All of it is called under the lock of the bus, but for what hands over.</content>
internal sealed partial class Route<TEvent>
{
    public override bool HasOutlet => Outlet is not null;

    public override Inlet? OpenInlet(Subscription subscription) =>
        Outlet is { } outlet ? new Inlet<TEvent>(this, subscription, outlet) : null;

    public override void Join(Subscription subscription)
    {
        if (Outlet is not null)
        {
            // What is published comes back by the transport: a copy from here would be the second.
            return;
        }

        var feeds = AllFeeds;
        if (Find(feeds, subscription.Group) is { } feed)
        {
            Replace(feed, [.. feed.Members, subscription]);
        }
        else
        {
            AllFeeds = [.. feeds, new Feed<TEvent>([subscription], this)];
        }
    }

    public override void Leave(Subscription subscription)
    {
        if (FindOf(subscription) is { } feed)
        {
            Replace(feed, [.. feed.Members.Where(member => member != subscription)]);
        }
    }

    public override void Share(Subscription subscription)
    {
        if (FindOf(subscription) is { Members.Length: > 1 } feed)
        {
            Replace(feed, feed.Members);
        }
    }

    public override bool TryHandOver(string group, object @event, in DeliveryHeader header) =>
        TryHandOver(group, new Delivery<TEvent> { Event = (TEvent)@event, Header = header });

    /// <inheritdoc cref="TryHandOver(string, object, in DeliveryHeader)"/>
    public bool TryHandOver(string group, in Delivery<TEvent> delivery)
    {
        Feed<TEvent>? tried = null;
        while (Find(SelectFeeds(in delivery.Event), group) is { } feed && feed != tried)
        {
            if (feed.TryWrite(in delivery, RingChannel<TEvent>.Unbounded) == WriteResult.Accepted)
            {
                return true;
            }

            tried = feed;
        }

        return false;
    }

    private static Feed<TEvent>? Find(Feed<TEvent>[] feeds, string group)
    {
        foreach (var feed in feeds)
        {
            if (feed.Group == group)
            {
                return feed;
            }
        }

        return null;
    }

    private Feed<TEvent>? FindOf(Subscription subscription) =>
        Find(AllFeeds, subscription.Group) is { } feed && Array.IndexOf(feed.Members, subscription) >= 0 ? feed : null;

    // First the feed, then those who wait at the old one: they look again, and find the new one.
    private void Replace(Feed<TEvent> old, Subscription[] members)
    {
        var feeds = AllFeeds;
        var at = Array.IndexOf(feeds, old);
        AllFeeds = members.Length == 0
            ? [.. feeds[..at], .. feeds[(at + 1)..]]
            : [.. feeds[..at], new Feed<TEvent>(members, this), .. feeds[(at + 1)..]];
        old.TurnAway();
    }
}
