using System.Buffers;

namespace TypedBus;

/// <summary>Turns events of one type into bytes and back; derive from the generic class. What a transport knows of an event is these bytes, and nothing else.</summary>
/// <remarks>
/// Where an assembly references the package <c>TypedBus.MessagePack</c>, one is generated for each of its events. A serializer holds no state
/// and may be used by several threads at once.
/// </remarks>
public abstract class EventSerializer
{
    /// <summary>Gets the media type of the bytes, such as <c>application/json</c>.</summary>
    public abstract string ContentType { get; }

    /// <summary>Gets the type of the events.</summary>
    public abstract Type EventType { get; }
}

/// <summary>Turns events of one type into bytes and back.</summary>
/// <remarks>A serializer holds no state and may be used by several threads at once.</remarks>
/// <typeparam name="TEvent">The type of the events.</typeparam>
public abstract class EventSerializer<TEvent> : EventSerializer
{
    /// <inheritdoc/>
    public sealed override Type EventType => typeof(TEvent);

    /// <summary>Writes an event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="buffer">What takes the bytes. Where writing throws, it may have taken some.</param>
    /// <exception cref="InvalidOperationException">The event cannot be written: it nests too deep, or holds a type that has no form.</exception>
    public abstract void Write(in TEvent @event, IBufferWriter<byte> buffer);

    /// <summary>Reads an event from bytes that nobody vouches for, within the default limits.</summary>
    /// <param name="bytes">The bytes of one event, and no others.</param>
    /// <returns>The event.</returns>
    /// <exception cref="EventPayloadException">The bytes are no event of the type.</exception>
    public TEvent Read(in ReadOnlySequence<byte> bytes) => Read(in bytes, PayloadLimits.Default);

    /// <summary>Reads an event from bytes that nobody vouches for.</summary>
    /// <param name="bytes">The bytes of one event, and no others.</param>
    /// <param name="limits">What the bytes may not exceed.</param>
    /// <returns>The event.</returns>
    /// <exception cref="EventPayloadException">The bytes are no event of the type, or exceed a limit.</exception>
    public abstract TEvent Read(in ReadOnlySequence<byte> bytes, PayloadLimits limits);
}
