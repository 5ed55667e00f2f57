using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace TypedBus.Observation;

/// <summary>The names that measurements and spans bear: OpenTelemetry's for messaging, and ours where it has none.</summary>
internal static class Tags
{
    public const string System = "messaging.system";
    public const string SystemName = "typedbus";
    public const string Destination = "messaging.destination.name";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Group = "messaging.consumer.group.name";
    public const string MessageId = "messaging.message.id";
    public const string ConversationId = "messaging.message.conversation_id";
    public const string BatchCount = "messaging.batch.message_count";
    public const string ErrorType = "error.type";
    public const string Handler = "typedbus.handler";
    public const string Attempt = "typedbus.attempt";
    public const string EventType = "typedbus.event.type";

    public const string DropReason = "typedbus.drop.reason";
    public const string FullMode = "full_mode";
    public const string StopLimit = "stop_limit";

    public const string Publish = "publish";
    public const string Send = "send";
    public const string Process = "process";

    public static Tag[] OfPublish(string subject) =>
    [
        new(System, SystemName),
        new(Destination, subject),
        new(OperationName, Publish),
        new(OperationType, Send),
    ];

    public static Tag[] OfProcess(string subject, string group, string handler) =>
    [
        new(System, SystemName),
        new(Destination, subject),
        new(OperationName, Process),
        new(OperationType, Process),
        new(Group, group),
        new(Handler, handler),
    ];

    public static Tag[] OfUnheard(Type type) => [new(System, SystemName), new(EventType, TypeNames.Of(type))];

    public static Tag[] WithError(this Tag[] tags, Exception failure) => [.. tags, new(ErrorType, TypeNames.Of(failure.GetType()))];
}
