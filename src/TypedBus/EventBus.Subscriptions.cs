using TypedBus.Routing;

namespace TypedBus;

/// <content>Subscriptions that come and go.</content>
public sealed partial class EventBus
{
    /// <summary>Has what a stopped subscription did no longer count.</summary>
    internal void Forget(Subscription subscription)
    {
        lock (_lifetime)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(other => other != subscription)]);
        }
    }
}
