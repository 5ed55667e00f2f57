namespace TypedBus.Nats.JetStream;

/// <summary>One delivery that is under way here. It keeps no bytes: what becomes a dead letter is read off the stream again.</summary>
internal sealed class JetStreamDelivery(Feed feed, string replyTo, AckAddress address) : TransportDelivery
{
    public override int Attempt => address.Delivered;

    /// <summary>Gets where its settlement goes.</summary>
    public string ReplyTo => replyTo;

    /// <summary>Gets its place in the stream.</summary>
    public ulong Sequence => address.Sequence;

    // Its place in the feed's list of what is under way, and the beat at which it came: under the feed's lock.
    internal JetStreamDelivery? Previous { get; set; }

    internal JetStreamDelivery? Next { get; set; }

    internal long Beat { get; set; }

    public override ValueTask CompleteAsync() => feed.SettleAsync(this, Settlements.Done);

    public override ValueTask RetryAsync(TimeSpan delay) => feed.SettleAsync(this, Settlements.Again(delay));

    public override ValueTask DeadLetterAsync(DeadLetterReason reason) => feed.DeadLetterAsync(this, reason);
}
