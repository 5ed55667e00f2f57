using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// A delivery whose first attempt fails and whose second, at once, succeeds, against the same throw caught by hand. On our side there is also
/// what every failure leaves behind: a decision of the failure policy, a count, and a line offered to the log.
/// </summary>
internal sealed class FailedAttempt : Scenario
{
    private readonly FailingHandler _ours = new();
    private readonly FailingHandler _theirs = new();
    private readonly CountdownEvent _settled = new(1);
    private readonly EventBus _bus;

    public FailedAttempt()
        : base("failed-attempt")
    {
        _bus = EventBus.Start(EventModules.All, bus =>
        {
            bus.Services.AddSingleton(_ours);
            bus.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            bus.Handlers.Only(typeof(FailingHandler).FullName + ".*");
            bus.Retry(static retry => (retry.Attempts, retry.Delay) = (2, TimeSpan.Zero));
        });
    }

    public override bool HandsOver => true;

    public override int Batch => 500;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        _settled.Reset();
        _ours.Expect(events, _settled);
        Task.Run(() => PublishAsync(_bus, events)).GetAwaiter().GetResult();
        _settled.Wait();
    }

    public override void RunTheirs(int events)
    {
        _settled.Reset();
        _theirs.Expect(events, _settled);
        Task.Run(() => Call(_theirs, events)).GetAwaiter().GetResult();
        _settled.Wait();
    }

    public override void Dispose()
    {
        _bus.Dispose();
        _settled.Dispose();
    }

    private static async Task PublishAsync(EventBus bus, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await bus.PublishAsync(new Failing(number, 1)).ConfigureAwait(false);
        }
    }

    private static void Call(IFailingHandler handler, int events)
    {
        for (var number = 0; number < events; number++)
        {
            try
            {
                handler.Handle(new Failing(number, 1));
            }
            catch (FormatException)
            {
                handler.Handle(new Failing(number, 1));
            }
        }
    }
}

[Event("benchmarks.failing")]
internal readonly record struct Failing(long Number, long Amount);

internal interface IFailingHandler
{
    void Handle(Failing raised);
}

internal sealed class FailingHandler : Arrivals, IFailingHandler
{
    private bool _hasFailed;

    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Failing raised)
    {
        _hasFailed = !_hasFailed;
        if (_hasFailed)
        {
            throw new FormatException();
        }

        Arrive(raised.Amount);
    }
}
