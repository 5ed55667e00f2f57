namespace TypedBus.Nats;

/// <summary>
/// A stream as the application wants it. What is null is as the server has it, or as the server's default is: it is neither changed nor compared.
/// </summary>
/// <remarks>Read when the transport starts, and not after.</remarks>
public sealed class JetStreamStream
{
    /// <summary>Gets or sets the name: no white space, and none of <c>. * &gt; / \</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// Gets or sets the subjects that the stream takes, with <c>*</c> and <c>&gt;</c> as wildcards. Those that it takes already stay.
    /// </summary>
    public IList<string> Subjects { get; set; } = [];

    /// <summary>Gets or sets where events are kept. It cannot be changed later. The default is null: in files.</summary>
    public JetStreamStorage? Storage { get; set; }

    /// <summary>Gets or sets how long events are kept. It cannot be changed later. The default is null: until a limit is reached.</summary>
    public JetStreamRetention? Retention { get; set; }

    /// <summary>Gets or sets what a full stream does. The default is null: it removes its oldest events.</summary>
    public JetStreamDiscard? Discard { get; set; }

    /// <summary>Gets or sets how many events the stream has at most. The default is null: any number.</summary>
    public long? MaxMessages { get; set; }

    /// <summary>Gets or sets how many events of one subject the stream has at most. The default is null: any number.</summary>
    public long? MaxMessagesPerSubject { get; set; }

    /// <summary>Gets or sets how large the stream is at most, in bytes. The default is null: of any size.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>Gets or sets how large one event is at most, in bytes. The default is null: as large as the server takes.</summary>
    public int? MaxMessageSize { get; set; }

    /// <summary>Gets or sets how old events become. The default is null: of any age.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>
    /// Gets or sets for how long the stream knows the identifiers of what was published: an event that comes again in this time is not stored
    /// again. The default is null: two minutes.
    /// </summary>
    public TimeSpan? DuplicateWindow { get; set; }

    /// <summary>Gets or sets on how many servers the stream is kept. The default is null: on one.</summary>
    public int? Replicas { get; set; }

    /// <summary>Gets or sets whether files are compressed, which servers know from 2.10 on. The default is null: they are not.</summary>
    public bool? Compress { get; set; }
}

/// <summary>Where a stream keeps its events.</summary>
public enum JetStreamStorage
{
    /// <summary>In files: they outlive the server's process.</summary>
    File,

    /// <summary>In memory: they end with the server's process.</summary>
    Memory,
}

/// <summary>For how long a stream keeps its events.</summary>
public enum JetStreamRetention
{
    /// <summary>Until a limit of number, size or age is reached.</summary>
    Limits,

    /// <summary>Until all consumers that were there have settled them.</summary>
    Interest,

    /// <summary>Until the one consumer of their subject has settled them.</summary>
    WorkQueue,
}

/// <summary>What a full stream does.</summary>
public enum JetStreamDiscard
{
    /// <summary>It removes its oldest events.</summary>
    Old,

    /// <summary>It refuses new ones: who publishes gets a <see cref="TransportException"/>.</summary>
    New,
}
