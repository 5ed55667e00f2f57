using TypedBus;

namespace Greetings;

/// <summary>Somebody greets us.</summary>
[Event("greetings.incoming")]
public sealed record IncomingGreeting(int Number, string Text);

/// <summary>We greet back.</summary>
[Event("greetings.outgoing")]
public sealed record OutgoingGreeting(int Number, string Text);
