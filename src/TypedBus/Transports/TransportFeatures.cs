namespace TypedBus;

/// <summary>What a transport can do. What it cannot is a declared lack.</summary>
[Flags]
public enum TransportFeatures
{
    /// <summary>It carries bytes from publishers to those who are there.</summary>
    None = 0,

    /// <summary>It carries headers. Without them, each delivery is taken for an event of the type that the subscription takes.</summary>
    Headers = 1,

    /// <summary>Deliveries are settled: one that was not is delivered again.</summary>
    Settlement = 2,

    /// <summary>The broker keeps what is published, also over its own end, and gives it to a durable subscription that comes later.</summary>
    Persistence = 4,
}
