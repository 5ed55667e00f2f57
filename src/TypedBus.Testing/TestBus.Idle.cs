namespace TypedBus.Testing;

/// <content>Waiting for the end of all consequences.</content>
public sealed partial class TestBus
{
    /// <summary>
    /// Gets or sets whether <see cref="Idle"/> moves virtual time on where the bus would stand still without it. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool MovesTime { get; set; } = true;

    /// <summary>
    /// Waits until all that follows from what was published has ended: every delivery is handled or a dead letter, and no publisher waits for
    /// room in a queue. It counts what was accepted and settled, and knows no time limit: it is as good in a debugger as on a busy machine.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Where all that is outstanding waits for another attempt, or for a permit of <c>UseThrottle</c>, it moves virtual time on to the first of
    /// these, again and again, so that a test of a failing handler has nothing to wait for. <see cref="MovesTime"/> switches that off; the
    /// test then moves <see cref="Time"/> itself. A handler that itself waits for virtual time counts as running: move time on for it.
    /// </para>
    /// <para>
    /// Where others publish meanwhile, it ends at a moment at which nothing was outstanding. A handler that awaits it waits for itself.
    /// </para>
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait; the exception says what is outstanding.</param>
    /// <returns>A task that ends when the bus is idle; it has ended already if the bus is.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task Idle(CancellationToken cancellationToken = default)
    {
        try
        {
            await Bus.WhenAtRestAsync(MoveOn, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(
                $"The bus did not become idle. What it did so far:{Environment.NewLine}{Tree()}", exception, cancellationToken);
        }
    }

    private bool MoveOn() => MovesTime && _waits.TryMoveOn(Bus);
}
