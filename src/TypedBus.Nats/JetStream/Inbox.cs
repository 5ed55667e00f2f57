using System.Buffers;
using System.Security.Cryptography;
using NATS.Client.Core;

namespace TypedBus.Nats.JetStream;

/// <summary>Takes messages off one subject, on the thread that reads them from the socket.</summary>
/// <remarks>Bytes are the reader's: whoever takes a message has read it when the call has ended.</remarks>
internal sealed class Inbox(
    NatsConnection connection, string subject, Inbox.Handler handler)
    : NatsSubBase(connection, connection.SubscriptionManager, subject, queueGroup: null, opts: null)
{
    private const int UniqueLength = 20;

    /// <summary>Takes a message. It does not throw.</summary>
    public delegate void Handler(string subject, string? replyTo, in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload);

    /// <summary>
    /// Gives a subject that nobody else has. It is none of the client's own inbox, whose answers the client looks for one by one.
    /// </summary>
    public static string NewSubject(NatsConnection connection) =>
        $"{connection.Opts.InboxPrefix}.{RandomNumberGenerator.GetHexString(UniqueLength, lowercase: true)}";

    protected override ValueTask ReceiveInternalAsync(
        string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        handler(subject, replyTo, in headersBuffer, in payloadBuffer);
        return default;
    }

    protected override void TryComplete()
    {
    }
}
