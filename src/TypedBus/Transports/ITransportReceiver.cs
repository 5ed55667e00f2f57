using System.Buffers;

namespace TypedBus;

/// <summary>Takes what a transport has received for one subscription. The bus implements it; a transport calls it.</summary>
/// <remarks>Called by one thread at a time. It neither waits nor throws.</remarks>
public interface ITransportReceiver
{
    /// <summary>
    /// Takes a delivery. One that cannot be read becomes a dead letter at once, with its reason: it counts as taken.
    /// </summary>
    /// <param name="headers">What came beside the bytes, as <see cref="EventHeaders.Read"/> has taken it. It is completed here.</param>
    /// <param name="body">The bytes, which are looked at during the call and not after.</param>
    /// <param name="delivery">How the delivery is settled, or null where the transport does not settle.</param>
    /// <param name="maxPending">
    /// How many deliveries may wait at most, should that be more than the capacity of the subscription. Where a transport itself bounds what is
    /// under way, it is <see cref="int.MaxValue"/>.
    /// </param>
    /// <returns>Whether the delivery was taken.</returns>
    ReceiveResult Receive(ref EventHeaders headers, in ReadOnlySequence<byte> body, TransportDelivery? delivery, int maxPending);
}
