using TypedBus.Channels;

namespace TypedBus;

/// <summary>Keeps the dead letters of a bus in this process: they can be listed, sent back and discarded.</summary>
/// <remarks>
/// It holds at most <see cref="EventBusOptions.DeadLetterCapacity"/> letters. One more is not kept: it is counted and logged as an error,
/// with all that names it. Safe for use by several threads.
/// </remarks>
public sealed class DeadLetterStore
{
    // Guards the list: a letter is sent back or discarded by one caller alone.
    private readonly Lock _gate = new();
    private readonly List<DeadLetter> _letters = [];
    private readonly EventBus _bus;
    private long _lost;

    internal DeadLetterStore(EventBus bus) => _bus = bus;

    /// <summary>Gets how many letters are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _letters.Count;
            }
        }
    }

    /// <summary>Gets how many letters were lost since the store was full.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Lists the letters as they are now, oldest first.</summary>
    /// <returns>A list that does not change.</returns>
    public IReadOnlyList<DeadLetter> List()
    {
        lock (_gate)
        {
            return [.. _letters];
        }
    }

    /// <summary>
    /// Puts a letter back into the queue of its subscription, where it is a delivery again, with its identifier, its correlation and all
    /// its attempts before it. While the queue is full, it waits.
    /// </summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellationToken">Cancels the wait; the letter is then kept.</param>
    /// <returns>Whether the letter was here: another caller may have sent it back or discarded it.</returns>
    /// <exception cref="InvalidOperationException">The letter has bytes that could not be read. It is kept.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="PublishRefusedException">The bus or the subscription has stopped. The letter is kept.</exception>
    public async ValueTask<bool> SendBackAsync(DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (!letter.IsReadable)
        {
            throw new InvalidOperationException(
                $"The dead letter of '{letter.Handler}' was no event when it came, and is none now. Look at its bytes, and discard it.");
        }

        if (!Discard(letter))
        {
            return false;
        }

        var result = await letter.SendBackAsync(cancellationToken).ConfigureAwait(false);
        if (result == WriteResult.Accepted)
        {
            return true;
        }

        lock (_gate)
        {
            _letters.Add(letter);
        }

        throw result == WriteResult.Canceled
            ? new OperationCanceledException(cancellationToken)
            : new PublishRefusedException(_bus.IsStopping
                ? $"The bus has stopped: the dead letter of '{letter.Handler}' is kept and was not sent back."
                : $"The subscription '{letter.Handler}' has stopped: its dead letter is kept and was not sent back. Start the subscription again, or "
                    + "add one of that name.");
    }

    /// <summary>Removes a letter for good.</summary>
    /// <param name="letter">The letter.</param>
    /// <returns>Whether the letter was here.</returns>
    public bool Discard(DeadLetter letter)
    {
        lock (_gate)
        {
            return _letters.Remove(letter);
        }
    }

    internal void Add(DeadLetter letter)
    {
        _bus.Probe?.DeadLettered(letter);
        letter.Observer.CountDeadLetter(letter.Reason);
        bool kept;
        lock (_gate)
        {
            kept = _letters.Count < _bus.Options.DeadLetterCapacity;
            if (kept)
            {
                _letters.Add(letter);
            }
        }

        if (kept)
        {
            Log.DeadLettered(_bus.Logger, letter.Reason, letter.Handler, letter.Subject, letter.Id, letter.CorrelationId, letter.Attempts);
        }
        else
        {
            Interlocked.Increment(ref _lost);
            letter.Observer.CountLost();
            Log.DeadLetterLost(
                _bus.Logger, letter.Reason, letter.Handler, letter.Subject, letter.Id, letter.CorrelationId, _bus.Options.DeadLetterCapacity);
        }
    }
}
