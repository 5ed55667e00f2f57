using Microsoft.Extensions.Logging;

namespace TypedBus.Nats;

/// <summary>All that the NATS transports log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Connected to NATS at {Server}")]
    public static partial void Connected(ILogger logger, string server);

    [LoggerMessage(2, LogLevel.Warning, "Waiting for the NATS server at {Server}: {Reason} What is published waits with it. WaitForServer=false has the start fail instead")]
    public static partial void Waiting(ILogger logger, string server, string reason);

    [LoggerMessage(3, LogLevel.Error, "The NATS server at {Server} said: {Error}")]
    public static partial void ServerError(ILogger logger, string server, string error);

    [LoggerMessage(4, LogLevel.Warning, "The connection to NATS at {Server} ended before the server had confirmed that it has all that was published")]
    public static partial void NotFlushed(ILogger logger, Exception exception, string server);

    [LoggerMessage(5, LogLevel.Warning, "Deliveries on {Subject} are dropped: more than {Limit} wait for their handlers, and core NATS keeps none. Handle them faster, raise PendingLimit, or route these events by jetstream")]
    public static partial void Dropping(ILogger logger, string subject, int limit);
}
