using System.Buffers;
using MessagePack;

namespace TypedBus.Runtime.Wire;

/// <summary>Turns events of one type into MessagePack and back. The generator emits a sealed class for each event.</summary>
/// <remarks>
/// The bytes are those of MessagePack-CSharp for a <c>[MessagePackObject]</c> of the same shape. A serializer holds no state and may be used by
/// several threads at once.
/// </remarks>
/// <typeparam name="TEvent">The type of the events.</typeparam>
public abstract class MessagePackEventSerializer<TEvent> : EventSerializer<TEvent>
{
    /// <summary>Gets the media type of the bytes: <c>application/msgpack</c>.</summary>
    public sealed override string ContentType => "application/msgpack";

    /// <inheritdoc/>
    public sealed override void Write(in TEvent @event, IBufferWriter<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var writer = new PayloadWriter(buffer);
        Write(ref writer, in @event);
        writer.Out.Flush();
    }

    /// <inheritdoc/>
    public sealed override TEvent Read(in ReadOnlySequence<byte> bytes, PayloadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reader = new PayloadReader(in bytes, limits);
        try
        {
            if (bytes.Length > limits.MaxLength)
            {
                throw new PayloadFaultException($"it is longer than the limit of {limits.MaxLength} bytes");
            }

            var @event = Read(ref reader);
            reader.CheckEnd();
            return @event is null ? throw new PayloadFaultException("it is null") : @event;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The cause is not passed on: what it says may be what was read.
            throw new EventPayloadException(typeof(TEvent), reader.Path, reader.In.Consumed, Explain(exception));
        }
    }

    /// <summary>Writes the event's own type.</summary>
    /// <param name="writer">What takes the bytes.</param>
    /// <param name="event">The event.</param>
    protected abstract void Write(ref PayloadWriter writer, in TEvent @event);

    /// <summary>Reads the event's own type.</summary>
    /// <param name="reader">What gives the bytes.</param>
    /// <returns>The event, or null where the bytes say so.</returns>
    protected abstract TEvent? Read(ref PayloadReader reader);

    private static string Explain(Exception exception) => exception switch
    {
        PayloadFaultException => exception.Message,
        EndOfStreamException => "it ends too early",
        OverflowException => "a number is out of range",
        MessagePackSerializationException => "a value of another kind is expected here",
        _ => $"the value is refused by its type ({exception.GetType().Name})",
    };
}
