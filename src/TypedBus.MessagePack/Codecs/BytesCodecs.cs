using System.Buffers;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads arrays of bytes as binary, or null.</summary>
public readonly struct BytesCodec : ICodec<byte[]?>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in byte[]? value) => writer.Out.Write(value);

    /// <inheritdoc/>
    public static byte[]? Read(ref PayloadReader reader) => reader.In.ReadBytes() is { } bytes ? bytes.ToArray() : null;
}

/// <summary>Writes and reads memory of bytes as binary. Null is read as none.</summary>
public readonly struct MemoryOfBytesCodec : ICodec<Memory<byte>>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Memory<byte> value) => writer.Out.Write(value.Span);

    /// <inheritdoc/>
    public static Memory<byte> Read(ref PayloadReader reader) => BytesCodec.Read(ref reader);
}

/// <summary>Writes and reads memory of bytes as binary. Null is read as none.</summary>
public readonly struct ReadOnlyMemoryOfBytesCodec : ICodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ReadOnlyMemory<byte> value) => writer.Out.Write(value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<byte> Read(ref PayloadReader reader) => BytesCodec.Read(ref reader);
}

/// <summary>Writes and reads parts of arrays of bytes as binary. One without an array is null.</summary>
public readonly struct ArraySegmentOfBytesCodec : ICodec<ArraySegment<byte>>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ArraySegment<byte> value)
    {
        if (value.Array is null)
        {
            writer.Out.WriteNil();
        }
        else
        {
            writer.Out.Write(value.AsSpan());
        }
    }

    /// <inheritdoc/>
    public static ArraySegment<byte> Read(ref PayloadReader reader) => BytesCodec.Read(ref reader) is { } bytes ? bytes : default(ArraySegment<byte>);
}
