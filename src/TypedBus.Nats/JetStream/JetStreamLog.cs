using Microsoft.Extensions.Logging;

namespace TypedBus.Nats.JetStream;

/// <summary>All that the transport logs.</summary>
internal static partial class JetStreamLog
{
    [LoggerMessage(201, LogLevel.Warning, "The consumer {Consumer} of stream {Stream} was gone ({Reason}) and has been made again. It goes on from {Sequence}, where all before was settled: deliveries may come again")]
    public static partial void Restored(ILogger logger, string consumer, string stream, string reason, ulong sequence);

    [LoggerMessage(202, LogLevel.Error, "The consumer {Consumer} of stream {Stream} cannot be found or made. It is tried until it can")]
    public static partial void ConsumerMissing(ILogger logger, Exception exception, string consumer, string stream);

    [LoggerMessage(203, LogLevel.Warning, "The consumer {Consumer} of stream {Stream} is not durable and could not be deleted. The server does it itself")]
    public static partial void NotDeleted(ILogger logger, Exception exception, string consumer, string stream);

    [LoggerMessage(204, LogLevel.Debug, "Something could not be sent, which the server makes up for")]
    public static partial void SendFailed(ILogger logger, Exception exception);
}
