using TypedBus.Benchmarks.Scenarios;

namespace TypedBus.Benchmarks.Compare;

/// <summary>The figures, in the order of the table.</summary>
internal static class ScenarioList
{
    // A scenario is made when its turn comes: its bus and its workers live as long as it is measured.
    private static Dictionary<string, Func<Scenario>> Scenarios { get; } = new()
    {
        ["dispatch-1"] = static () => new DispatchOne(),
        ["dispatch-4"] = static () => new DispatchFour(),
        ["dispatch-8"] = static () => new DispatchEight(),
        ["dispatch-1-task"] = static () => new DispatchOneTask(),
        ["dispatch-4-task"] = static () => new DispatchFourTask(),
        ["dispatch-1-class"] = static () => new DispatchOneClass(),
        ["dispatch-1-64"] = static () => new DispatchOneLarge(),
        ["dispatch-1-vs-mediator"] = static () => new DispatchOneOverMediator(),
        ["dispatch-4-vs-mediator"] = static () => new DispatchFourOverMediator(),
        ["dispatch-1-vs-imediator"] = static () => new DispatchOneOverMediatorInterface(),
        ["dispatch-4-vs-imediator"] = static () => new DispatchFourOverMediatorInterface(),
        ["dispatch-async-1"] = static () => new DispatchOneAwaiting(),
        ["context-chain-4"] = static () => new ContextChainFour(),
        ["channel-1p1c"] = static () => new QueueOneToOne(),
        ["channel-4p1c"] = static () => new QueueFourToOne(),
        ["channel-1p4c"] = static () => new QueueOneToFour(),
        ["router-middleware"] = static () => new RouterMiddleware(),
        ["fanout-8"] = static () => new FanoutEight(),
        ["slow-consumer"] = static () => new SlowConsumer(),
        ["idle-wake"] = static () => new IdleWake(),
    };

    public static IReadOnlyCollection<string> Names => Scenarios.Keys;

    public static bool Has(string name) => Scenarios.ContainsKey(name);

    public static Scenario Make(string name) => Scenarios[name]();
}
