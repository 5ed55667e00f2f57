using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// A publisher that always waits for a handler with some work to do, with a token that could be cancelled, against the work alone.
/// </summary>
internal sealed class SlowConsumer : Scenario
{
    private readonly WorkingHandler _ours = new();
    private readonly WorkingHandler _theirs = new();
    private readonly CountdownEvent _settled = new(1);
    private readonly CancellationTokenSource _cancel = new();
    private readonly EventBus _bus;

    public SlowConsumer()
        : base("slow-consumer")
    {
        _bus = StartBus(_ours);
    }

    public override bool HandsOver => true;

    public override int Batch => DispatchBatch;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        _settled.Reset();
        _ours.Expect(events, _settled);
        Task.Run(() => PublishAsync(_bus, events, _cancel.Token)).GetAwaiter().GetResult();
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
        _cancel.Dispose();
    }

    private static async Task PublishAsync(EventBus bus, int events, CancellationToken cancellationToken)
    {
        for (var number = 0; number < events; number++)
        {
            await bus.PublishAsync(new Working(number, 1), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Call(IWorkingHandler handler, int events)
    {
        for (var number = 0; number < events; number++)
        {
            handler.Handle(new Working(number, 1));
        }
    }
}

[Event("benchmarks.working")]
internal readonly record struct Working(long Number, long Amount);

internal interface IWorkingHandler
{
    void Handle(Working raised);
}

internal sealed class WorkingHandler : Arrivals, IWorkingHandler
{
    // Some 550 ns of a chain of multiplications, each of which waits for the one before.
    private const int Steps = 600;

    public long Work { get; private set; } = 1;

    [Handler(Capacity = QueueOneToOne.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Working raised)
    {
        var work = Work;
        for (var step = 0; step < Steps; step++)
        {
            work = (work * 6364136223846793005) + 1442695040888963407;
        }

        Work = work;
        Arrive(raised.Amount);
    }
}
