namespace TypedBus.Transports;

/// <summary>What came by a transport is no event of this application: it is a dead letter at once.</summary>
/// <param name="fault">What is wrong, the end of a sentence.</param>
internal sealed class UnreadableDeliveryException(string fault)
    : Exception($"A delivery cannot be read: {fault}.");
