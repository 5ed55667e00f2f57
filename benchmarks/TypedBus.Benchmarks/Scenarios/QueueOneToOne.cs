using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One publisher and one handler, publish to settled, against a bounded channel that carries as much beside the event.</summary>
internal sealed class QueueOneToOne : Scenario
{
    public const int Capacity = 1_024;

    private readonly QueuedHandler _ours = new();
    private readonly QueuedHandler _theirs = new();
    private readonly Channel<Envelope<Queued>> _channel = Channel.CreateBounded<Envelope<Queued>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
    private readonly CountdownEvent _settled = new(1);
    private readonly EventBus _bus;

    public QueueOneToOne()
        : base("channel-1p1c")
    {
        _bus = StartBus(_ours);
        _ = Task.Run(() => ReadAsync(_channel.Reader, _theirs));
    }

    public override bool HandsOver => true;

    public override int Batch => QueueBatch;

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
        Task.Run(() => WriteAsync(_channel.Writer, events)).GetAwaiter().GetResult();
        _settled.Wait();
    }

    public override void Dispose()
    {
        _channel.Writer.Complete();
        _bus.Dispose();
        _settled.Dispose();
    }

    private static async Task PublishAsync(EventBus bus, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await bus.PublishAsync(new Queued(number, 1)).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ChannelWriter<Envelope<Queued>> writer, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await writer.WriteAsync(new Envelope<Queued>(new Queued(number, 1))).ConfigureAwait(false);
        }
    }

    private static async Task ReadAsync(ChannelReader<Envelope<Queued>> reader, IQueuedHandler handler)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var envelope))
            {
                handler.Handle(envelope.Event);
            }
        }
    }
}

[Event("benchmarks.queued")]
internal readonly record struct Queued(long Number, long Amount);

internal interface IQueuedHandler
{
    void Handle(Queued raised);
}

internal sealed class QueuedHandler : Arrivals, IQueuedHandler
{
    [Handler(Capacity = QueueOneToOne.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Queued raised) => Arrive(raised.Amount);
}
