using System.Buffers;
using CsCheck;
using MessagePack;

namespace TypedBus.Bytes.Tests.Types;

/// <summary>A type of the table.</summary>
internal interface ITypeRow
{
    /// <summary>Holds random events against what MessagePack-CSharp makes of them, both ways.</summary>
    void Check();

    /// <summary>Gives the bytes of a random event.</summary>
    byte[] Create(PCG random);

    /// <summary>Reads an event.</summary>
    object Read(in ReadOnlySequence<byte> bytes);
}

/// <summary>A type of the table, in an event of its own.</summary>
internal sealed class TypeRow<TEvent>(Gen<TEvent> events) : ITypeRow
{
    // What is read cannot be compared by all types: that it is written as the same bytes, by somebody else, says as much.
    public void Check()
    {
        var serializer = Product.Find<TEvent>();
        events.Sample(
            @event =>
            {
                var expected = MessagePackSerializer.Serialize(@event);
                var written = Product.Write(serializer, @event);
                return expected.AsSpan().SequenceEqual(written)
                    && expected.AsSpan().SequenceEqual(MessagePackSerializer.Serialize(serializer.Read(new ReadOnlySequence<byte>(expected))))
                    && expected.AsSpan().SequenceEqual(MessagePackSerializer.Serialize(serializer.Read(Product.Apart(expected))))
                    && expected.AsSpan().SequenceEqual(MessagePackSerializer.Serialize(MessagePackSerializer.Deserialize<TEvent>(written)));
            },
            iter: TestRun.Long ? 20_000 : 300);
    }

    public byte[] Create(PCG random) => Product.Write(events.Generate(random, null, out _));

    public object Read(in ReadOnlySequence<byte> bytes) => Product.Find<TEvent>().Read(in bytes)!;
}
