using System.Buffers;

namespace TypedBus.AotSmoke;

/// <summary>Events as bytes, and back.</summary>
public static class Serializers
{
    public static IEnumerable<Shape> All { get; } =
    [
        new("bytes-write", static (bus, events) => Write(bus, events)),
        new("bytes-read", static (bus, events) => Read(bus, events)),
    ];

    private static readonly BytesEvent _event = new(
        new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 12.50m, DateTime.UnixEpoch, Speed.Fast, new BytesPart(1, null), (1, 0.5));

    private static ValueTask Write(EventBus bus, int events)
    {
        var (serializer, buffer) = (bus.Serializers.Find<BytesEvent>()!, new ArrayBufferWriter<byte>(256));
        for (var number = 0; number < events; number++)
        {
            buffer.ResetWrittenCount();
            serializer.Write(in _event, buffer);
        }

        return default;
    }

    private static ValueTask Read(EventBus bus, int events)
    {
        var (serializer, buffer) = (bus.Serializers.Find<BytesEvent>()!, new ArrayBufferWriter<byte>(256));
        serializer.Write(in _event, buffer);
        var bytes = new ReadOnlySequence<byte>(buffer.WrittenMemory);
        for (var number = 0; number < events; number++)
        {
            if (serializer.Read(in bytes) != _event)
            {
                throw new InvalidOperationException("What was read is not what was written.");
            }
        }

        return default;
    }
}
