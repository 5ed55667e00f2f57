namespace TypedBus.Routing;

/// <summary>A delivery that waits for its next attempt without a worker. When its time has come it goes back into the queue.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class ParkedDelivery<TEvent>(Subscription<TEvent> subscription, in Delivery<TEvent> delivery)
{
    public readonly Delivery<TEvent> Delivery = delivery;

    // Refers to this object, which refers to it: the pair lives as long as the timer is pending.
    private ITimer? _timer;

    /// <summary>Begins to wait.</summary>
    /// <returns>Whether it may: else its worker waits with it.</returns>
    public bool TryStart(TimeSpan delay)
    {
        if (!subscription.TryPark(this))
        {
            return false;
        }

        _timer = subscription.Bus.WaitTime.CreateTimer(
            static state => ((ParkedDelivery<TEvent>)state!).Return(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Return()
    {
        _timer?.Dispose();
        subscription.Return(this);
    }
}
