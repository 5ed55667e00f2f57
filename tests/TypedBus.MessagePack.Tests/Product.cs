using System.Buffers;

namespace TypedBus.Bytes.Tests;

/// <summary>The generated serializers of this assembly, as a bus has them.</summary>
internal static class Product
{
    public static EventBus Bus { get; } = EventBus.Start(EventModules.All);

    public static EventSerializer<TEvent> Find<TEvent>() =>
        Bus.Serializers.Find<TEvent>() ?? throw new InvalidOperationException($"There is no serializer of {typeof(TEvent)}.");

    public static byte[] Write<TEvent>(EventSerializer<TEvent> serializer, in TEvent @event)
    {
        var buffer = new ArrayBufferWriter<byte>();
        serializer.Write(in @event, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Write<TEvent>(in TEvent @event) => Write(Find<TEvent>(), in @event);

    public static TEvent Read<TEvent>(byte[] bytes) => Find<TEvent>().Read(new ReadOnlySequence<byte>(bytes));

    /// <summary>Gives bytes in pieces of three, as a network may.</summary>
    public static ReadOnlySequence<byte> Apart(byte[] bytes)
    {
        Piece? first = null, last = null;
        for (var start = 0; start < bytes.Length; start += 3)
        {
            last = new Piece(bytes.AsMemory(start, Math.Min(3, bytes.Length - start)), last);
            first ??= last;
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
