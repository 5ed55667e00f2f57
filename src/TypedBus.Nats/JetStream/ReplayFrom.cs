using NATS.Client.JetStream.Models;

namespace TypedBus.Nats;

/// <summary>Where a replay begins.</summary>
public readonly struct ReplayFrom
{
    private readonly ConsumerConfigDeliverPolicy _policy;
    private readonly ulong _sequence;
    private readonly DateTimeOffset _time;

    private ReplayFrom(ConsumerConfigDeliverPolicy policy, ulong sequence = 0, DateTimeOffset time = default)
    {
        _policy = policy;
        _sequence = sequence;
        _time = time;
    }

    /// <summary>Gets the oldest message that the stream has; the default value means the same.</summary>
    public static ReplayFrom Oldest => default;

    /// <summary>Gets the last message.</summary>
    public static ReplayFrom Last => new(ConsumerConfigDeliverPolicy.Last);

    /// <summary>Gets the last message of each subject.</summary>
    public static ReplayFrom LastPerSubject => new(ConsumerConfigDeliverPolicy.LastPerSubject);

    /// <summary>Begins at a place in the stream.</summary>
    /// <param name="sequence">The place, from 1.</param>
    /// <returns>Where to begin.</returns>
    public static ReplayFrom Sequence(ulong sequence) => new(ConsumerConfigDeliverPolicy.ByStartSequence, Math.Max(1, sequence));

    /// <summary>Begins with what was stored at a time, or after it.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Where to begin.</returns>
    public static ReplayFrom Time(DateTimeOffset time) => new(ConsumerConfigDeliverPolicy.ByStartTime, time: time);

    internal ConsumerConfig Apply(ConsumerConfig consumer) =>
        consumer with { DeliverPolicy = _policy, OptStartSeq = _sequence, OptStartTime = _time };
}
