using System.Collections.Concurrent;

namespace TypedBus.Transports.Tests.Loop;

/// <summary>
/// A broker within the process: a log that is kept, durable subscriptions with what waits for them, groups, settlement, dead letters, and a
/// restart. One fault can be switched on.
/// </summary>
internal sealed class LoopServer(LoopFault fault = LoopFault.None)
{
    // What a restart waits at most for somebody to notice it.
    private static readonly TimeSpan _longestAway = TimeSpan.FromSeconds(1);

    // Guards the log and all consumers. Nobody is called under it: members have mailboxes.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoopSubject> _subjects = [];
    private readonly Dictionary<string, LoopConsumer> _consumers = [];
    private long _published;
    private List<(string Name, string Value)>? _mixed;
    private TaskCompletionSource? _away;
    private int _hits;
    private int _members;

    public LoopFault Fault { get; } = fault;

    /// <summary>Gets how often the fault has struck.</summary>
    public int Hits => Volatile.Read(ref _hits);

    public ConcurrentQueue<(LoopMessage Message, DeadLetterReason Reason)> DeadLetters { get; } = [];

    public int Hit(int result = 0)
    {
        Interlocked.Increment(ref _hits);
        return result;
    }

    public void Publish(string subject, List<(string Name, string Value)> headers, byte[] body)
    {
        lock (_lock)
        {
            ThrowIfAway();
            if (Fault == LoopFault.MixesHeaders)
            {
                Hit();
                (headers, _mixed) = (_mixed ?? headers, headers);
            }

            if (!_subjects.TryGetValue(subject, out var known))
            {
                _subjects.Add(subject, known = new LoopSubject(subject.Split('.')));
                known.Consumers.AddRange(_consumers.Values.Where(consumer => consumer.Takes(known)));
            }

            var message = new LoopMessage(_published++, headers, body);
            known.Messages.Add(message);
            foreach (var consumer in known.Consumers)
            {
                consumer.Add(message);
            }
        }
    }

    public void Join(LoopMember member)
    {
        var subscription = member.Subscription;
        var name = $"{subscription.Group ?? subscription.Name} {subscription.Subject}";
        if (Fault is LoopFault.MergesGroups or LoopFault.SplitsGroups)
        {
            Hit();
            name = Fault == LoopFault.MergesGroups ? subscription.Subject : $"{name} {_members++}";
        }

        lock (_lock)
        {
            ThrowIfAway();
            if (!_consumers.TryGetValue(name, out var consumer))
            {
                var isDurable = subscription.IsDurable && Fault != LoopFault.KeepsNothing;
                _consumers.Add(name, consumer = new LoopConsumer(this, subscription.Subject, isDurable));
                Begin(consumer);
            }

            member.Consumer = consumer;
            consumer.Join(member);
            consumer.Dispatch();
        }
    }

    public void Leave(LoopMember member)
    {
        lock (_lock)
        {
            member.Consumer.Leave(member);
            if (member.Consumer.IsGone && _consumers.FirstOrDefault(pair => pair.Value == member.Consumer).Key is { } name)
            {
                Hit();
                _consumers.Remove(name);
                _subjects.Values.ToList().ForEach(subject => subject.Consumers.Remove(member.Consumer));
            }

            member.Consumer.Dispatch();
        }
    }

    public void Settle(LoopDelivery delivery)
    {
        lock (_lock)
        {
            ThrowIfAway();
            delivery.Consumer.Settle(delivery);
            DispatchAll(delivery.Consumer);
        }
    }

    public void Return(LoopDelivery delivery, bool wasTaken = true)
    {
        lock (_lock)
        {
            delivery.Consumer.Return(delivery, wasTaken);
            DispatchAll(delivery.Consumer);
        }
    }

    /// <summary>Takes back what one who has ended has not settled.</summary>
    public void ReturnAll(LoopMember member)
    {
        lock (_lock)
        {
            member.Consumer.ReturnAll(member);
        }
    }

    public bool IsUnderWay(LoopDelivery delivery)
    {
        lock (_lock)
        {
            return delivery.Consumer.IsUnderWay(delivery);
        }
    }

    /// <summary>Tells, under the lock, whether a consumer may be given something.</summary>
    public bool MayDispatch(LoopConsumer consumer) =>
        _away is null
        && (Fault != LoopFault.HoldsUpAll || _consumers.Values.All(other => other == consumer || other.UnderWay == 0) || Hit() != 0);

    /// <summary>Ends and begins again, when a publisher has noticed.</summary>
    public async Task RestartAsync()
    {
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _away = noticed;
        }

        await noticed.Task.WaitAsync(_longestAway).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _away = null;
            foreach (var consumer in _consumers.Values)
            {
                consumer.Restart();
                consumer.Dispatch();
            }
        }
    }

    // With all that was ever published for it.
    private void Begin(LoopConsumer consumer)
    {
        var subjects = _subjects.Values.Where(consumer.Takes).ToList();
        subjects.ForEach(subject => subject.Consumers.Add(consumer));
        if (Fault is LoopFault.HasNoMemory or LoopFault.KeepsNothing)
        {
            Hit();
            return;
        }

        foreach (var message in subjects.SelectMany(static subject => subject.Messages).OrderBy(static message => message.Sequence))
        {
            consumer.Add(message);
        }
    }

    private void DispatchAll(LoopConsumer first)
    {
        first.Dispatch();
        if (Fault == LoopFault.HoldsUpAll)
        {
            foreach (var consumer in _consumers.Values)
            {
                consumer.Dispatch();
            }
        }
    }

    private void ThrowIfAway()
    {
        if (_away is { } away)
        {
            away.TrySetResult();
            throw new TransportException("The server of the loop is away. Try again.");
        }
    }
}
