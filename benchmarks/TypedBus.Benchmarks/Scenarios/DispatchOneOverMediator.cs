namespace TypedBus.Benchmarks.Scenarios;

internal sealed class DispatchOneOverMediator() : ConcreteScenario<Bulletin>("dispatch-1-vs-mediator", new BulletinHandler());

[Event("benchmarks.bulletin")]
public readonly record struct Bulletin(long Number, long Amount) : INotice<Bulletin>
{
    public static Bulletin Of(long number) => new(number, 1);
}

public sealed class BulletinHandler : NoticeHandler<Bulletin>;
