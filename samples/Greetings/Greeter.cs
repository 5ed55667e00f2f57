using TypedBus;

namespace Greetings;

/// <summary>Answers each incoming greeting: the result is published on its own subject, with the correlation of its cause.</summary>
public sealed class Greeter
{
    [Handler]
    public OutgoingGreeting Answer(IncomingGreeting greeting) => new(greeting.Number, "Hello yourself!");
}
