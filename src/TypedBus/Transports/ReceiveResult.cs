namespace TypedBus;

/// <summary>What became of a delivery that a transport has brought.</summary>
public enum ReceiveResult
{
    /// <summary>The bus has it, and settles it where the transport settles.</summary>
    Taken,

    /// <summary>As many deliveries wait as may: it was dropped, and counted. Only a delivery that cannot be settled is.</summary>
    Full,

    /// <summary>The subscription takes no more. The delivery is not settled.</summary>
    Closed,
}
