using System.Buffers;
using System.Globalization;

namespace TypedBus.Nats.JetStream;

/// <summary>
/// The publishes that wait for an answer: so many at once, and no more. One subscription takes all answers, by the number of the slot in their
/// subject.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class PublishWindow : IDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(100);

    private readonly PublishSlot[] _slots;
    private readonly Stack<PublishSlot> _free;
    private readonly Lock _lock = new();

    // Counts the slots in the stack: whoever has taken a count finds one there.
    private readonly SemaphoreSlim _room;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly string _prefix;

    // Whether the timer runs: it rests while nothing waits.
    private int _isTimed;
    private volatile bool _isClosed;

    public PublishWindow(int size, string inbox, TimeProvider time)
    {
        _prefix = inbox + ".";
        _slots = [.. Enumerable.Range(0, size).Select(number => new PublishSlot(number, _prefix))];
        _free = new Stack<PublishSlot>(_slots.Reverse());
        _room = new SemaphoreSlim(size, size);
        _time = time;
        _timer = time.CreateTimer(static window => ((PublishWindow)window!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets what to subscribe to, so that answers come to <see cref="Answer"/>.</summary>
    public string Subject => _prefix + ">";

    /// <summary>Gets whether all waits have been ended for good.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Gives a free slot, or null where there is none.</summary>
    public PublishSlot? TryRent(long deadline) => _room.Wait(0) ? Take(deadline) : null;

    /// <summary>Gives a slot when one is free.</summary>
    public async ValueTask<PublishSlot> RentAsync(long deadline, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take(deadline);
    }

    public void Return(PublishSlot slot)
    {
        slot.Clean();
        lock (_lock)
        {
            _free.Push(slot);
        }

        _room.Release();
    }

    /// <summary>Takes an answer. What nobody waits for is none's.</summary>
    public void Answer(string subject, in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload)
    {
        var rest = subject.AsSpan(Math.Min(_prefix.Length, subject.Length));
        var end = rest.IndexOf('.');
        if (end > 0
            && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (uint)number < (uint)_slots.Length)
        {
            _slots[number].Answer(subject, PublishAnswer.Read(in headers, in payload));
        }
    }

    /// <summary>Has all that waits sent again: its answers cannot come any more, since the connection is another.</summary>
    public void Repeat()
    {
        foreach (var slot in _slots)
        {
            slot.End(PublishOutcome.Unanswered);
        }
    }

    /// <summary>Ends all waits for good, and refuses further ones.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _timer.Dispose();
        foreach (var slot in _slots)
        {
            slot.Abandon();
        }
    }

    private PublishSlot Take(long deadline)
    {
        PublishSlot slot;
        lock (_lock)
        {
            slot = _free.Pop();
        }

        slot.Take(deadline);
        if (_isClosed)
        {
            slot.Abandon();
        }
        else if (Volatile.Read(ref _isTimed) == 0 && Interlocked.Exchange(ref _isTimed, 1) == 0)
        {
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }

        return slot;
    }

    private void Check()
    {
        var now = _time.GetTimestamp();
        foreach (var slot in _slots)
        {
            slot.Check(now);
        }

        // Taken back before it is looked whether all are free: who takes a slot after that sees it, and starts the timer again.
        Volatile.Write(ref _isTimed, 0);
        Interlocked.MemoryBarrier();
        if (_room.CurrentCount < _slots.Length && !_isClosed && Interlocked.Exchange(ref _isTimed, 1) == 0)
        {
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }
}
