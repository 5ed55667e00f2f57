using System.Buffers;
using MessagePack;

namespace TypedBus.Bytes.Tests;

/// <summary>Writing takes no memory, and reading none beyond the event's own.</summary>
public sealed class AllocationTests
{
    private static readonly Ten _ten = new(
        new Guid(1, 2, 3, new byte[8]), "Ada Lovelace", "An analytical engine", 3, 12.50m, 1_000_000_000_000, 0.75, true, DateTime.UnixEpoch, DayOfWeek.Friday);

    [Fact]
    public void Writing_TakesNothing()
    {
        var (serializer, buffer) = (Product.Find<Ten>(), new ArrayBufferWriter<byte>(1024));

        Assert.Equal(0, Measure(() =>
        {
            buffer.ResetWrittenCount();
            serializer.Write(in _ten, buffer);
        }));
    }

    [Fact]
    public void Reading_TakesTheEventAlone()
    {
        var (serializer, bytes) = (Product.Find<Ten>(), new ReadOnlySequence<byte>(Product.Write(in _ten)));

        var own = Measure(static () => GC.KeepAlive(_ten with { Customer = new string('a', _ten.Customer.Length), Product = new string('b', _ten.Product.Length) }));

        Assert.Equal(own, Measure(() => serializer.Read(in bytes)));
    }

    private static long Measure(Action action)
    {
        for (var warm = 0; warm < 100; warm++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    }
}

/// <summary>An event of ten members, as they are usual.</summary>
[Event("allocation.ten"), MessagePackObject]
public sealed record Ten(
    [property: Key(0)] Guid Id, [property: Key(1)] string Customer, [property: Key(2)] string Product, [property: Key(3)] int Quantity,
    [property: Key(4)] decimal Price, [property: Key(5)] long Number, [property: Key(6)] double Weight, [property: Key(7)] bool IsGift,
    [property: Key(8)] DateTime At, [property: Key(9)] DayOfWeek Day);
