using System.Globalization;
using System.Threading.Tasks.Sources;
using NATS.Client.Core;

namespace TypedBus.Nats.JetStream;

/// <summary>One publish that waits for its answer. Slots are lent, so that a publish takes no memory of its own.</summary>
/// <remarks>
/// One publisher has a slot at a time. A wait is ended once, by the answer, the clock, a new connection or the caller: all of them go through
/// <see cref="End"/>, whose lock keeps the second one out.
/// </remarks>
internal sealed class PublishSlot(int number, string prefix) : IValueTaskSource<PublishAnswer>
{
    private readonly Lock _lock = new();

    // The next publisher goes on elsewhere: the thread that ends the wait is the one that reads from the socket.
    private ManualResetValueTaskSourceCore<PublishAnswer> _wait = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenSource _abandoning = new();
    private bool _isWaiting;
    private bool _isAbandoned;
    private int _turn;
    private bool _isReplyClean;
    private long _deadline = long.MaxValue;
    private long _attemptDeadline;

    /// <summary>
    /// Gets where the answer is to come. It is written anew where an earlier answer may still be on its way: an answer must never be taken
    /// for that of a later publish.
    /// </summary>
    public string ReplyTo { get; private set; } = string.Empty;

    /// <summary>Gets the headers to fill, of whoever has the slot.</summary>
    public NatsHeaders Headers { get; private set; } = [];

    /// <summary>Gets what cancels sending, when nobody waits any longer.</summary>
    public CancellationToken Abandoning => _abandoning.Token;

    /// <summary>Takes the slot for one publish.</summary>
    /// <param name="deadline">The timestamp beyond which nobody waits.</param>
    public void Take(long deadline)
    {
        Headers.Clear();
        lock (_lock)
        {
            _deadline = deadline;
        }
    }

    /// <summary>Begins to wait for one answer.</summary>
    /// <param name="attemptDeadline">The timestamp at which the publish is to be sent again.</param>
    public void Begin(long attemptDeadline)
    {
        lock (_lock)
        {
            if (!_isReplyClean)
            {
                _turn++;
                ReplyTo = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}.{_turn}");
            }

            _isReplyClean = false;
            _attemptDeadline = attemptDeadline;
            _wait.Reset();
            _isWaiting = true;
            if (_isAbandoned)
            {
                EndLocked(new PublishAnswer(PublishOutcome.Abandoned));
            }
        }
    }

    /// <summary>Gets the answer to what was begun last.</summary>
    public ValueTask<PublishAnswer> WaitAsync() => new(this, _wait.Version);

    /// <summary>Takes an answer, if it is the one that is waited for.</summary>
    public void Answer(string replyTo, in PublishAnswer answer)
    {
        lock (_lock)
        {
            if (_isWaiting && replyTo == ReplyTo)
            {
                // Its one answer has come: nothing more is on its way to here.
                _isReplyClean = true;
                EndLocked(in answer);
            }
        }
    }

    /// <summary>Ends the wait without an answer.</summary>
    public void End(PublishOutcome outcome)
    {
        lock (_lock)
        {
            if (_isWaiting)
            {
                EndLocked(new PublishAnswer(outcome));
            }
        }
    }

    /// <summary>Ends the wait for good, and the sending.</summary>
    public void Abandon()
    {
        CancellationTokenSource abandoning;
        lock (_lock)
        {
            abandoning = AbandonLocked();
        }

        abandoning.Cancel();
    }

    /// <summary>Ends what has waited for too long.</summary>
    public void Check(long now)
    {
        CancellationTokenSource abandoning;
        lock (_lock)
        {
            if (now < _deadline)
            {
                if (_isWaiting && now >= _attemptDeadline)
                {
                    EndLocked(new PublishAnswer(PublishOutcome.Unanswered));
                }

                return;
            }

            abandoning = AbandonLocked();
        }

        abandoning.Cancel();
    }

    /// <summary>Clears what a publish has left, before another takes the slot.</summary>
    public void Clean()
    {
        lock (_lock)
        {
            _deadline = long.MaxValue;
            if (_isAbandoned)
            {
                // The client may still hold what it was given, so it keeps that.
                _isAbandoned = false;
                _abandoning = new CancellationTokenSource();
                Headers = [];
            }
        }
    }

    PublishAnswer IValueTaskSource<PublishAnswer>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<PublishAnswer>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<PublishAnswer>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private CancellationTokenSource AbandonLocked()
    {
        _isAbandoned = true;
        if (_isWaiting)
        {
            EndLocked(new PublishAnswer(PublishOutcome.Abandoned));
        }

        return _abandoning;
    }

    private void EndLocked(in PublishAnswer answer)
    {
        _isWaiting = false;
        _wait.SetResult(answer);
    }
}
