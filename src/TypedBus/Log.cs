using Microsoft.Extensions.Logging;

namespace TypedBus;

/// <summary>All that the bus logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The bus runs {Count} subscriptions:{Table}")]
    public static partial void Started(ILogger logger, int count, string table);

    [LoggerMessage(2, LogLevel.Information, "The bus is stopping: what is queued is handled within {Limit}")]
    public static partial void Stopping(ILogger logger, TimeSpan limit);

    [LoggerMessage(3, LogLevel.Information, "The bus has stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "The stop limit has passed: {Count} deliveries of handler {Handler} are dropped")]
    public static partial void Dropped(ILogger logger, long count, string handler);

    [LoggerMessage(5, LogLevel.Error, "Handler {Handler} still runs after the stop limit and does not heed its token")]
    public static partial void Stuck(ILogger logger, string handler);

    [LoggerMessage(6, LogLevel.Warning, "Event {Event} was published and nobody handles it here. This is logged once for each type")]
    public static partial void Unheard(ILogger logger, string @event);

    [LoggerMessage(7, LogLevel.Warning, "Handler {Handler} failed at attempt {Attempt} and is tried again in {Delay}")]
    public static partial void Retrying(ILogger logger, Exception exception, string handler, int attempt, TimeSpan delay);

    [LoggerMessage(8, LogLevel.Error, "Handler {Handler} could not handle {Subject} {EventId} (correlation {CorrelationId}) in {Attempts} attempts: it is a dead letter")]
    public static partial void DeadLettered(
        ILogger logger, Exception exception, string handler, string subject, EventId eventId, string correlationId, int attempts);

    [LoggerMessage(9, LogLevel.Critical, "LOST: handler {Handler} could not handle {Subject} {EventId} (correlation {CorrelationId}), and the store of dead letters is full with {Capacity}. Send letters back or discard them, or raise DeadLetterCapacity")]
    public static partial void DeadLetterLost(
        ILogger logger, Exception exception, string handler, string subject, EventId eventId, string correlationId, int capacity);

    [LoggerMessage(10, LogLevel.Warning, "Handler {Handler} failed at event {EventId} (correlation {CorrelationId}) as expected, and has recovered")]
    public static partial void Recovered(ILogger logger, Exception exception, string handler, EventId eventId, string correlationId);

    [LoggerMessage(12, LogLevel.Warning, "Handler {Handler} could not handle a batch of {Count} in {Attempts} attempts: its halves are tried, to find the deliveries that fail")]
    public static partial void Dividing(ILogger logger, Exception exception, string handler, int count, int attempts);

    [LoggerMessage(11, LogLevel.Error, "{Callback} of handler {Handler} threw")]
    public static partial void CallbackFailed(ILogger logger, Exception exception, string callback, string handler);

    [LoggerMessage(20, LogLevel.Information, "Subscribed: {Subscription}")]
    public static partial void Subscribed(ILogger logger, string subscription);

    [LoggerMessage(21, LogLevel.Information, "Subscription {Name} has stopped")]
    public static partial void Unsubscribed(ILogger logger, string name);

    [LoggerMessage(30, LogLevel.Error, "A transport could not start")]
    public static partial void TransportStartFailed(ILogger logger, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "The transport {Transport} did not end well")]
    public static partial void TransportEndFailed(ILogger logger, Exception exception, string transport);

    [LoggerMessage(32, LogLevel.Error, "Subscription {Name} gets nothing by its transport")]
    public static partial void AttachFailed(ILogger logger, Exception exception, string name);

    [LoggerMessage(33, LogLevel.Error, "The transport of subscription {Name} did not end well")]
    public static partial void DetachFailed(ILogger logger, Exception exception, string name);

    [LoggerMessage(34, LogLevel.Error, "A delivery of {Subject} to handler {Handler} could not be settled: the broker will deliver it again")]
    public static partial void SettleFailed(ILogger logger, Exception exception, string handler, string subject);

    [LoggerMessage(35, LogLevel.Error, "Handler {Handler} could not handle {Subject} in {Attempts} attempts: it is a dead letter with its broker")]
    public static partial void DeadLetterStored(ILogger logger, Exception exception, string handler, string subject, int attempts);
}
