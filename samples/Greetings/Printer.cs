using TypedBus;

namespace Greetings;

/// <summary>Prints what goes by. A context, when a handler asks for it, tells what travels beside the event.</summary>
public static class Printer
{
    [Handler]
    public static void PrintIncoming(IncomingGreeting greeting, EventContext context) =>
        Console.WriteLine($"incoming {greeting.Number}: {greeting.Text} [id {context.Id}, correlation {context.CorrelationId}]");

    [Handler]
    public static void PrintOutgoing(OutgoingGreeting greeting, EventContext context) =>
        Console.WriteLine($"outgoing {greeting.Number}: {greeting.Text} [id {context.Id}, correlation {context.CorrelationId}]");
}
