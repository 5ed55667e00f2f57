namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads memory; null is read as none.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct MemoryCodec<T, TCodec> : ICodec<Memory<T>>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Memory<T> value) => Sequences.Write<T, TCodec>(ref writer, (ReadOnlySpan<T>)value.Span);

    /// <inheritdoc/>
    public static Memory<T> Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads memory; null is read as none.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ReadOnlyMemoryCodec<T, TCodec> : ICodec<ReadOnlyMemory<T>>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ReadOnlyMemory<T> value) => Sequences.Write<T, TCodec>(ref writer, value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads parts of arrays; one without an array is null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ArraySegmentCodec<T, TCodec> : ICodec<ArraySegment<T>>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ArraySegment<T> value)
    {
        if (value.Array is null)
        {
            writer.Out.WriteNil();
        }
        else
        {
            Sequences.Write<T, TCodec>(ref writer, (ReadOnlySpan<T>)value.AsSpan());
        }
    }

    /// <inheritdoc/>
    public static ArraySegment<T> Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new ArraySegment<T>(items) : default;
}
