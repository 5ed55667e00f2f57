using System.Runtime.CompilerServices;
using TypedBus.Channels;
using TypedBus.Routing;

namespace TypedBus.Tests.Channels;

/// <summary>What travels beside an event comes out of the queue with it, whether there is much of it or but a number, and is let go of.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData(FullMode.Wait)]
    [InlineData(FullMode.DropOldest)]
    public void What_is_beside_an_event_stays_with_it(FullMode mode)
    {
        var channel = new RingChannel<int>(capacity: 64, mode);
        var (written, read) = (new List<Delivery<int>>(), new List<Delivery<int>>());

        // One place for all that is read, as a worker has it.
        var place = default(Delivery<int>);
        var random = new Random(7);
        for (var number = 0; number < 2_000; number++)
        {
            // Each kind lands again and again in places where others were, through growth and giving back.
            if (written.Count - read.Count < 64 && random.Next(3) != 0)
            {
                var options = random.Next(2) == 0 ? new PublishOptions { Key = $"{number}" } : null;
                var delivery = new Delivery<int> { Event = number, Header = DeliveryHeader.Begin(options) };
                Assert.Equal(WriteResult.Accepted, channel.WriteOrDrop(in delivery, beyond: 0, out _));
                written.Add(delivery);
            }
            else if (channel.HasNext())
            {
                channel.Take(ref place.Event, ref place.Header);
                read.Add(place);
            }
        }

        channel.TryComplete();
        var rest = channel.CopyRest();
        Assert.True(read.Count > 0 && rest.Count > 0);
        Assert.Equal(written.Select(Tell), read.Concat(rest).Select(Tell));
    }

    [Fact]
    public void An_event_that_was_read_and_what_was_beside_it_are_let_go()
    {
        var channel = new RingChannel<object>(capacity: 4);
        var (@event, options) = WriteAndRead(channel);
        GC.Collect();
        Assert.False(@event.IsAlive);
        Assert.False(options.IsAlive);
        GC.KeepAlive(channel);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Event, WeakReference Options) WriteAndRead(RingChannel<object> channel)
    {
        var delivery = new Delivery<object> { Event = new object(), Header = DeliveryHeader.Begin(new PublishOptions { Key = "key" }) };
        Assert.Equal(WriteResult.Accepted, channel.TryWrite(in delivery));
        Assert.True(channel.Reader.TryRead(out var read));
        Assert.Same(delivery.Event, read.Event);
        return (new WeakReference(delivery.Event), new WeakReference(delivery.Header.Options));
    }

    private static (int, EventId, EventId, string?) Tell(Delivery<int> delivery) =>
        (delivery.Event, delivery.Header.Id, delivery.Header.Correlation, delivery.Header.Options?.Key);
}
