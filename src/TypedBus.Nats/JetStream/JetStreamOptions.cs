namespace TypedBus.Nats;

/// <summary>How the transport <c>jetstream</c> works. Bound to <c>TypedBus:Nats:JetStream</c>.</summary>
/// <remarks>Read when the transport starts, and not after.</remarks>
public sealed class JetStreamOptions
{
    /// <summary>
    /// Gets or sets the streams that the application wants. A subject that none of them covers is left to a stream that the server has, or to
    /// one that is made for it, named as the subject's first token, with everything below it.
    /// </summary>
    public IList<JetStreamStream> Streams { get; set; } = [];

    /// <summary>
    /// Gets or sets the stream of dead letters. It has one subject that ends in <c>.&gt;</c>: below it, each handler's letters have a subject of
    /// their own. By default it is called <c>dead-letters</c>, and where no subject is named, that is <c>dead.&gt;</c>.
    /// </summary>
    public JetStreamStream DeadLetters { get; set; } = new() { Name = "dead-letters" };

    /// <summary>
    /// Gets or sets whether streams are made and changed. Otherwise they must be there as they are declared. The default is true.
    /// </summary>
    public bool Provision { get; set; } = true;

    /// <summary>
    /// Gets or sets where a durable subscription begins that the server does not know yet; one that it knows goes on where it was.
    /// The default is <see cref="JetStreamStart.New"/>.
    /// </summary>
    public JetStreamStart Start { get; set; } = JetStreamStart.New;

    /// <summary>
    /// Gets or sets how long the server waits for a delivery to be settled, before it delivers it again. What is under way here is prolonged
    /// in time, so it passes only where a process has ended, or the connection is gone. The default is 30 seconds; at least one second.
    /// </summary>
    public TimeSpan AckWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how many deliveries of one consumer may be unsettled in all processes together, those that wait for another attempt
    /// included. The default is 1,000.
    /// </summary>
    public int MaxAckPending { get; set; } = 1000;

    /// <summary>
    /// Gets or sets how many deliveries a subscription has of the server at most, that are on the way, wait, or are handled. The default is
    /// null: 16 for each that is handled at a time. Never more than wait and are handled, nor than <see cref="MaxAckPending"/>.
    /// </summary>
    public int? Prefetch { get; set; }

    /// <summary>
    /// Gets or sets whether a settlement waits until the server has confirmed it, which costs a round trip. The default is false.
    /// </summary>
    public bool ConfirmSettlement { get; set; }

    /// <summary>
    /// Gets or sets how many publishes may wait for their answer at once; further ones wait until there is room. The default is 256.
    /// </summary>
    public int PublishWindow { get; set; } = 256;

    /// <summary>
    /// Gets or sets for how long a publish without an answer is tried again, over ends and starts of the server too. It is never longer than
    /// a stream's duplicate window, so that no event is stored twice. The default is 30 seconds.
    /// </summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets after what time the server forgets a subscription that is not durable, when nobody runs it. The default is 5 minutes.
    /// </summary>
    public TimeSpan InactiveThreshold { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>Where a durable subscription begins that the server does not know yet.</summary>
public enum JetStreamStart
{
    /// <summary>With what is published from then on.</summary>
    New,

    /// <summary>With the oldest event that the stream has.</summary>
    All,
}
