using System.Buffers;

namespace TypedBus;

/// <summary>Reads bytes of an older version as the event of the version after it. Nobody writes an old version.</summary>
internal sealed class UpcastingSerializer<TOld, TEvent>(EventSerializer<TOld> older, Func<TOld, TEvent> upcast) : EventSerializer<TEvent>
{
    public override string ContentType => older.ContentType;

    public override void Write(in TEvent @event, IBufferWriter<byte> buffer) => throw new InvalidOperationException(
        $"Bytes of '{TypeNames.Of(typeof(TOld))}' are only read. Write the event by the serializer of its own type.");

    public override TEvent Read(in ReadOnlySequence<byte> bytes, PayloadLimits limits)
    {
        var old = older.Read(in bytes, limits);
        try
        {
            return upcast(old) ?? throw new InvalidOperationException();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The cause is not passed on: what it says may be what was read.
            throw new EventPayloadException(typeof(TOld), string.Empty, bytes.Length, $"its upcaster fails ({exception.GetType().Name})");
        }
    }
}
