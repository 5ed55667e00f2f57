using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One event at a time to an idle worker, which tells the publisher to go on, against the same over a bounded channel.</summary>
internal sealed class IdleWake : Scenario
{
    private readonly WakingHandler _ours = new();
    private readonly WakingHandler _theirs = new();
    private readonly Channel<Waking> _channel = Channel.CreateBounded<Waking>(
        new BoundedChannelOptions(1_024) { SingleReader = true, SingleWriter = true });
    private readonly EventBus _bus;

    public IdleWake()
        : base("idle-wake")
    {
        _bus = StartBus(_ours);
        _ = Task.Run(() => ReadAsync(_channel.Reader, _theirs));
    }

    public override bool HandsOver => true;

    public override int Batch => WakeBatch;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Task.Run(() => PublishAsync(_bus, _ours.Back, events)).GetAwaiter().GetResult();

    public override void RunTheirs(int events) => Task.Run(() => WriteAsync(_channel.Writer, _theirs.Back, events)).GetAwaiter().GetResult();

    public override void Dispose()
    {
        _channel.Writer.Complete();
        _bus.Dispose();
    }

    private static async Task PublishAsync(EventBus bus, BackSignal back, int events)
    {
        for (var number = 0; number < events; number++)
        {
            var handled = back.WaitAsync();
            await bus.PublishAsync(new Waking(number, 1)).ConfigureAwait(false);
            await handled.ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ChannelWriter<Waking> writer, BackSignal back, int events)
    {
        for (var number = 0; number < events; number++)
        {
            var handled = back.WaitAsync();
            await writer.WriteAsync(new Waking(number, 1)).ConfigureAwait(false);
            await handled.ConfigureAwait(false);
        }
    }

    private static async Task ReadAsync(ChannelReader<Waking> reader, IWakingHandler handler)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var waking))
            {
                handler.Handle(waking);
            }
        }
    }
}

[Event("benchmarks.waking")]
internal readonly record struct Waking(long Number, long Amount);

internal interface IWakingHandler
{
    void Handle(Waking raised);
}

internal sealed class WakingHandler : Counter, IWakingHandler
{
    public BackSignal Back { get; } = new();

    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Waking raised)
    {
        Total += raised.Amount;
        Back.Set();
    }
}
