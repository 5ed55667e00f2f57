using TypedBus.Channels;
using TypedBus.Routing;

namespace TypedBus;

/// <summary>What came by a transport that does not settle, and could not be read. It has its bytes for an event, and cannot be sent back.</summary>
internal sealed class UnreadableDeadLetter(Subscription subscription, string subject, byte[] body, Exception reason)
    : DeadLetter(subscription, subject, reason)
{
    public override object Event { get; } = (ReadOnlyMemory<byte>)body;

    internal override bool IsReadable => false;

    // Not asked: see DeadLetterStore.
    internal override ValueTask<WriteResult> SendBackAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
