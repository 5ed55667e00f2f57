namespace TypedBus.Channels;

/// <summary>Lets the readers of one channel read one at a time, first come first served. Its waits allocate nothing.</summary>
internal sealed class Turn
{
    // Guards both fields below: one reader has the turn, or none waits for it.
    private readonly Lock _gate = new();
    private readonly Queue<ReadSignal> _waiting = new();
    private bool _isTaken;

    /// <summary>Takes the turn, or waits for it.</summary>
    /// <param name="ticket">The reader's own; it waits for one turn at a time.</param>
    public ValueTask<bool> EnterAsync(ReadSignal ticket)
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return new ValueTask<bool>(true);
            }

            _waiting.Enqueue(ticket);
            return ticket.Begin();
        }
    }

    /// <summary>Hands the turn on.</summary>
    public void Leave()
    {
        ReadSignal? next;
        lock (_gate)
        {
            _isTaken = _waiting.TryDequeue(out next);
        }

        next?.Set(hasItem: true);
    }
}
