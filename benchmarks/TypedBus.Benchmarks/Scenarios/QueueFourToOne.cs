using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Four publishers and one handler, against a bounded channel that carries as much beside the event.</summary>
internal sealed class QueueFourToOne : Scenario
{
    private const int Publishers = 4;

    private readonly GatheredHandler _ours = new();
    private readonly GatheredHandler _theirs = new();
    private readonly Channel<Envelope<Gathered>> _channel = Channel.CreateBounded<Envelope<Gathered>>(
        new BoundedChannelOptions(QueueOneToOne.Capacity) { SingleReader = true });
    private readonly CountdownEvent _settled = new(1);
    private readonly EventBus _bus;

    public QueueFourToOne()
        : base("channel-4p1c")
    {
        _bus = StartBus(_ours);
        _ = Task.Run(ReadAsync);
    }

    public override bool HandsOver => true;

    public override int Batch => QueueBatch;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Run(_ours, events, async count =>
    {
        for (var number = 0; number < count; number++)
        {
            await _bus.PublishAsync(new Gathered(number, 1)).ConfigureAwait(false);
        }
    });

    public override void RunTheirs(int events) => Run(_theirs, events, async count =>
    {
        for (var number = 0; number < count; number++)
        {
            await _channel.Writer.WriteAsync(new Envelope<Gathered>(new Gathered(number, 1))).ConfigureAwait(false);
        }
    });

    public override void Dispose()
    {
        _channel.Writer.Complete();
        _bus.Dispose();
        _settled.Dispose();
    }

    private void Run(GatheredHandler handler, int events, Func<int, Task> publish)
    {
        _settled.Reset();
        handler.Expect(events, _settled);
        Task.WaitAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(() => publish(events / Publishers))).ToArray());
        _settled.Wait();
    }

    private async Task ReadAsync()
    {
        IGatheredHandler handler = _theirs;
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_channel.Reader.TryRead(out var envelope))
            {
                handler.Handle(envelope.Event);
            }
        }
    }
}

[Event("benchmarks.gathered")]
internal readonly record struct Gathered(long Number, long Amount);

internal interface IGatheredHandler
{
    void Handle(Gathered gathered);
}

internal sealed class GatheredHandler : Arrivals, IGatheredHandler
{
    [Handler(Capacity = QueueOneToOne.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Gathered gathered) => Arrive(gathered.Amount);
}
