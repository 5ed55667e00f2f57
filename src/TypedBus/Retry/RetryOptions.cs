namespace TypedBus;

/// <summary>The failure policy: how often and how fast a failed delivery is tried again before it becomes a dead letter.</summary>
/// <remarks>
/// A failed delivery is tried again in place, with those behind it waiting, so that the order of a subscription holds.
/// The settings are read once, when the bus starts.
/// </remarks>
public sealed class RetryOptions
{
    /// <summary>Gets or sets how often a delivery is tried, the first time included. The default is 5; 1 never tries again.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Gets or sets the delay before the second attempt. The default is 100 milliseconds.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets the longest delay between two attempts. The default is 30 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets by how much each delay is longer than the one before. The default is 2; 1 keeps it constant.</summary>
    public double Factor { get; set; } = 2;

    /// <summary>
    /// Gets or sets how far a delay may be from its reckoned length, up or down, as a part of it between 0 and 1, so that what failed
    /// together does not come again together. The default is 0.2.
    /// </summary>
    public double Jitter { get; set; } = 0.2;

    /// <summary>
    /// Gets or sets what tells whether an exception is worth another attempt. The default is all but <see cref="CascadeLimitException"/>.
    /// </summary>
    public Func<Exception, bool> Filter { get; set; } = static exception => exception is not CascadeLimitException;

    /// <summary>
    /// Gets or sets what is told, before each wait, of the failed delivery, its exception and the delay that will really be waited.
    /// The default is nobody.
    /// </summary>
    public Action<EventContext, Exception, TimeSpan>? OnRetry { get; set; }

    internal RetryOptions Clone() => (RetryOptions)MemberwiseClone();
}
