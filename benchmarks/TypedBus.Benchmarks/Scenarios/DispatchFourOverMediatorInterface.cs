namespace TypedBus.Benchmarks.Scenarios;

internal sealed class DispatchFourOverMediatorInterface() : InterfaceScenario<Gazette>(
    "dispatch-4-vs-imediator", new FirstGazetteHandler(), new SecondGazetteHandler(), new ThirdGazetteHandler(), new FourthGazetteHandler());

[Event("benchmarks.gazette")]
public readonly record struct Gazette(long Number, long Amount) : INotice<Gazette>
{
    public static Gazette Of(long number) => new(number, 1);
}

public sealed class FirstGazetteHandler : NoticeHandler<Gazette>;

public sealed class SecondGazetteHandler : NoticeHandler<Gazette>;

public sealed class ThirdGazetteHandler : NoticeHandler<Gazette>;

public sealed class FourthGazetteHandler : NoticeHandler<Gazette>;
