using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One publish to eight subscriptions, against a write to each of eight bounded channels that carry as much beside the event.</summary>
internal sealed class FanoutEight : Scenario
{
    public const int Capacity = 1_024;

    private readonly FannedHandler[] _ours = Handlers();
    private readonly FannedHandler[] _theirs = Handlers();
    private readonly Channel<Envelope<Fanned>>[] _channels = [.. Enumerable.Range(0, 8).Select(static _ => Channel.CreateBounded<Envelope<Fanned>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true }))];
    private readonly CountdownEvent _settled = new(8);
    private readonly EventBus _bus;

    public FanoutEight()
        : base("fanout-8")
    {
        _bus = StartBus(_ours);
        for (var index = 0; index < _channels.Length; index++)
        {
            var (reader, handler) = (_channels[index].Reader, (IFannedHandler)_theirs[index]);
            _ = Task.Run(() => ReadAsync(reader, handler));
        }
    }

    public override bool HandsOver => true;

    public override int Batch => FanoutBatch;

    public override int HandlersOfEvent => 8;

    public override long OursHandled => _ours.Sum(static handler => handler.Total);

    public override long TheirsHandled => _theirs.Sum(static handler => handler.Total);

    public override void RunOurs(int events)
    {
        Expect(_ours, events);
        Task.Run(() => PublishAsync(_bus, events)).GetAwaiter().GetResult();
        _settled.Wait();
    }

    public override void RunTheirs(int events)
    {
        Expect(_theirs, events);
        Task.Run(() => WriteAsync(_channels, events)).GetAwaiter().GetResult();
        _settled.Wait();
    }

    public override void Dispose()
    {
        Array.ForEach(_channels, static channel => channel.Writer.Complete());
        _bus.Dispose();
        _settled.Dispose();
    }

    private static FannedHandler[] Handlers() =>
        [new FirstFanned(), new SecondFanned(), new ThirdFanned(), new FourthFanned(),
         new FifthFanned(), new SixthFanned(), new SeventhFanned(), new EighthFanned()];

    private static async Task PublishAsync(EventBus bus, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await bus.PublishAsync(new Fanned(number, 1)).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(Channel<Envelope<Fanned>>[] channels, int events)
    {
        for (var number = 0; number < events; number++)
        {
            foreach (var channel in channels)
            {
                await channel.Writer.WriteAsync(new Envelope<Fanned>(new Fanned(number, 1))).ConfigureAwait(false);
            }
        }
    }

    private static async Task ReadAsync(ChannelReader<Envelope<Fanned>> reader, IFannedHandler handler)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var envelope))
            {
                handler.Handle(envelope.Event);
            }
        }
    }

    private void Expect(FannedHandler[] handlers, int events)
    {
        _settled.Reset();
        Array.ForEach(handlers, handler => handler.Expect(events, _settled));
    }
}
