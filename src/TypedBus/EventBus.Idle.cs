namespace TypedBus;

/// <content>Waiting until all is done.</content>
public sealed partial class EventBus
{
    /// <summary>
    /// Waits until nothing is queued or in hand on this bus, no publisher waits for room, and nothing that it has published by a transport is on
    /// its way back: for programs that come to an end by themselves. It counts; it does not wait for time to pass. Where others go on publishing
    /// it may never end.
    /// </summary>
    /// <remarks>
    /// What handlers were given by other processes' groups is theirs. What a paused subscription has in its queue counts as done. Not to be awaited
    /// by a handler, which is in hand itself.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when the bus has nothing left to do.</returns>
    /// <exception cref="TransportException">A transport could not start, or its broker is gone.</exception>
    public async Task WhenIdleAsync(CancellationToken cancellationToken = default)
    {
        await Running.WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await WhenAtRestAsync(moveOn: null, cancellationToken).ConfigureAwait(false);
            var accepted = CountAccepted();
            foreach (var transport in _transports)
            {
                await transport.Transport.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            // What came back meanwhile was accepted, and what followed from it was accepted or is on its way: then once more.
            if (_transports.Length == 0 || (IsAtRest() && CountAccepted() == accepted))
            {
                return;
            }
        }
    }

    private long CountAccepted() => Volatile.Read(ref _subscriptions).Sum(static subscription => subscription.Accepted);
}
