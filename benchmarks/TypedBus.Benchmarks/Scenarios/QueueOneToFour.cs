using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One publisher and four workers by key, against four bounded channels, chosen by the key, that carry as much beside the event.</summary>
internal sealed class QueueOneToFour : Scenario
{
    public const int Workers = 4;

    private readonly KeyedHandler _ours = new();
    private readonly KeyedHandler _theirs = new();
    private readonly Channel<Envelope<Keyed>>[] _channels;
    private readonly CountdownEvent _settled = new(1);
    private readonly EventBus _bus;

    public QueueOneToFour()
        : base("channel-1p4c")
    {
        _bus = StartBus(_ours);
        _channels = [.. Enumerable.Range(0, Workers).Select(static _ => Channel.CreateBounded<Envelope<Keyed>>(
            new BoundedChannelOptions(QueueOneToOne.Capacity / Workers) { SingleReader = true, SingleWriter = true }))];
        Array.ForEach(_channels, channel => Task.Run(() => ReadAsync(channel.Reader)));
    }

    public override bool HandsOver => true;

    public override int Batch => QueueBatch;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Run(_ours, async () =>
    {
        for (var number = 0; number < events; number++)
        {
            await _bus.PublishAsync(new Keyed(number, 1)).ConfigureAwait(false);
        }
    }, events);

    public override void RunTheirs(int events) => Run(_theirs, async () =>
    {
        for (var number = 0; number < events; number++)
        {
            var writer = _channels[(int)((ulong)(uint)(((long)number).GetHashCode() * -1640531535) * Workers >> 32)].Writer;
            await writer.WriteAsync(new Envelope<Keyed>(new Keyed(number, 1))).ConfigureAwait(false);
        }
    }, events);

    public override void Dispose()
    {
        Array.ForEach(_channels, static channel => channel.Writer.Complete());
        _bus.Dispose();
        _settled.Dispose();
    }

    private void Run(KeyedHandler handler, Func<Task> publish, int events)
    {
        _settled.Reset();
        handler.ExpectShared(events, _settled);
        Task.Run(publish).GetAwaiter().GetResult();
        _settled.Wait();
    }

    private async Task ReadAsync(ChannelReader<Envelope<Keyed>> reader)
    {
        IKeyedHandler handler = _theirs;
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var envelope))
            {
                handler.Handle(envelope.Event);
            }
        }
    }
}

[Event("benchmarks.keyed")]
internal readonly record struct Keyed([property: OrderKey] long Number, long Amount);

internal interface IKeyedHandler
{
    void Handle(Keyed keyed);
}

internal sealed class KeyedHandler : Counter, IKeyedHandler
{
    private long _expected;
    private long _left;
    private CountdownEvent? _settled;

    public void ExpectShared(int events, CountdownEvent settled)
    {
        _expected = events;
        _settled = settled;
        Volatile.Write(ref _left, events);
    }

    // Four workers count down in one handler, on either side.
    [Handler(Capacity = QueueOneToOne.Capacity, Concurrency = QueueOneToFour.Workers)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Keyed keyed)
    {
        if (Interlocked.Add(ref _left, -keyed.Amount) == 0)
        {
            Total += _expected;
            _settled!.Signal();
        }
    }
}
