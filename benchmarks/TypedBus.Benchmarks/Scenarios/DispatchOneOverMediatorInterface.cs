namespace TypedBus.Benchmarks.Scenarios;

internal sealed class DispatchOneOverMediatorInterface() : InterfaceScenario<Notice>("dispatch-1-vs-imediator", new NoticeHandler());

[Event("benchmarks.notice")]
public readonly record struct Notice(long Number, long Amount) : INotice<Notice>
{
    public static Notice Of(long number) => new(number, 1);
}

public sealed class NoticeHandler : NoticeHandler<Notice>;
