using TypedBus.Benchmarks.Scenarios;
#if !WITHOUT_SERVERS
using TypedBus.Benchmarks.Scenarios.Nats;
using TypedBus.Tests.Shared;
#endif

namespace TypedBus.Benchmarks.Compare;

/// <summary>The figures, in the order of the table.</summary>
internal static class ScenarioList
{
#if !WITHOUT_SERVERS
    private static readonly string? _nats = NatsServer.Absence;

#endif
    // A scenario is made when its turn comes: its bus and its workers live as long as it is measured.
    private static Dictionary<string, Entry> Scenarios { get; } = new()
    {
        ["dispatch-1"] = new("the call through an interface", static () => new DispatchOne()),
        ["dispatch-4"] = new("four such calls by hand", static () => new DispatchFour()),
        ["dispatch-8"] = new("eight", static () => new DispatchEight()),
        ["dispatch-1-task"] = new("the call, of a handler that returns a completed `ValueTask`", static () => new DispatchOneTask()),
        ["dispatch-4-task"] = new("four such calls", static () => new DispatchFourTask()),
        ["dispatch-1-class"] = new("the call, with a class event", static () => new DispatchOneClass()),
        ["dispatch-1-64"] = new("the call, with a 64-byte struct by `in`", static () => new DispatchOneLarge()),
        ["dispatch-1-vs-mediator"] = new("Mediator 3.0.2, the generated class", static () => new DispatchOneOverMediator()),
        ["dispatch-4-vs-mediator"] = new("the same, four handlers", static () => new DispatchFourOverMediator()),
        ["dispatch-1-vs-imediator"] = new("Mediator's interface, which its users inject", static () => new DispatchOneOverMediatorInterface()),
        ["dispatch-4-vs-imediator"] = new("the same, four handlers", static () => new DispatchFourOverMediatorInterface()),
#if !WITHOUT_MANY
        ["dispatch-of-100"] = new("a bus of one event type", static () => new DispatchOfHundred()),
        ["dispatch-of-1000"] = new("a bus of one event type", static () => new DispatchOfThousand()),
#endif
        ["dispatch-async-1"] = new("an `await` of the handler, which truly awaits", static () => new DispatchOneAwaiting()),
        ["context-chain-4"] = new("four nested delegates by hand that do the same", static () => new ContextChainFour()),
        ["channel-1p1c"] = new("a bounded channel that carries as much", static () => new QueueOneToOne()),
        ["channel-4p1c"] = new("the same, four writers", static () => new QueueFourToOne()),
        ["channel-1p4c"] = new("four such channels, chosen by the key", static () => new QueueOneToFour()),
        ["router-middleware"] = new("such a channel, and correlation, time limit, retry, throttle by hand", static () => new RouterMiddleware()),
        ["fanout-8"] = new("eight such channels", static () => new FanoutEight()),
        ["slow-consumer"] = new("the handler's work alone, some 550 ns", static () => new SlowConsumer()),
        ["failed-attempt"] = new("the same throw, caught by hand", static () => new FailedAttempt()),
        ["serialize"] = new("`MessagePackSerializer`, the same bytes of ten members", static () => new Serialize()),
        ["deserialize"] = new("the same, back", static () => new Deserialize()),
        ["envelope"] = new("the body alone, written and read", static () => new Enveloped()),
        ["idle-wake"] = new("a bounded channel of the bare event", static () => new IdleWake()),
#if !WITHOUT_SERVERS
        ["nats-publish"] = new("NATS.Net, the same bytes by a static serializer", static () => new NatsPublish("nats-publish", withHeaders: false), _nats),
        ["nats-publish-ce"] = new("the same, with the same headers", static () => new NatsPublish("nats-publish-ce", withHeaders: true), _nats),
        ["nats-receive"] = new("a subscription of NATS.Net, the same handler", static () => new NatsReceive(), _nats),
        ["jetstream-publish"] = new("concurrent publishes of NATS.Net, the same window and headers", static () => new JetStreamPublish(), _nats),
        ["jetstream-consume"] = new("a consumer of NATS.Net with acknowledgements, the same prefetch", static () => new JetStreamConsume(), _nats),
#endif
    };

    public static IReadOnlyCollection<string> Names => Scenarios.Keys;

    public static bool Has(string name) => Scenarios.ContainsKey(name);

    public static Scenario Make(string name) => Scenarios[name].Make();

    /// <summary>Tells why a figure cannot be taken here, or gives null.</summary>
    public static string? Lack(string name) => Scenarios[name].Lack;

    /// <summary>Says what a figure is held against, as the table has it.</summary>
    public static string Against(string name) => Scenarios[name].Against;

    private sealed record Entry(string Against, Func<Scenario> Make, string? Lack = null);
}
