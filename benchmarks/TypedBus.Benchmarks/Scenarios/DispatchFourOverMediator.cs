namespace TypedBus.Benchmarks.Scenarios;

internal sealed class DispatchFourOverMediator() : ConcreteScenario<Circular>(
    "dispatch-4-vs-mediator", new FirstCircularHandler(), new SecondCircularHandler(), new ThirdCircularHandler(), new FourthCircularHandler());

[Event("benchmarks.circular")]
public readonly record struct Circular(long Number, long Amount) : INotice<Circular>
{
    public static Circular Of(long number) => new(number, 1);
}

public sealed class FirstCircularHandler : NoticeHandler<Circular>;

public sealed class SecondCircularHandler : NoticeHandler<Circular>;

public sealed class ThirdCircularHandler : NoticeHandler<Circular>;

public sealed class FourthCircularHandler : NoticeHandler<Circular>;
