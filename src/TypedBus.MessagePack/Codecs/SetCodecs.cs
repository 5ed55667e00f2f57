namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct HashSetCodec<T, TCodec> : ICodec<HashSet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in HashSet<T>? value)
    {
        if (value is null)
        {
            writer.Out.WriteNil();
            return;
        }

        // Its own enumerator is a struct.
        writer.Out.WriteArrayHeader(value.Count);
        foreach (var item in value)
        {
            TCodec.Write(ref writer, in item);
        }
    }

    /// <inheritdoc/>
    public static HashSet<T>? Read(ref PayloadReader reader) => Sequences.ReadSet<T, TCodec>(ref reader);
}

/// <summary>Writes and reads sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ISetCodec<T, TCodec> : ICodec<ISet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ISet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ISet<T>? Read(ref PayloadReader reader) => Sequences.ReadSet<T, TCodec>(ref reader);
}

/// <summary>Writes and reads sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IReadOnlySetCodec<T, TCodec> : ICodec<IReadOnlySet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IReadOnlySet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IReadOnlySet<T>? Read(ref PayloadReader reader) => Sequences.ReadSet<T, TCodec>(ref reader);
}

/// <summary>Writes and reads sorted sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct SortedSetCodec<T, TCodec> : ICodec<SortedSet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in SortedSet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static SortedSet<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new SortedSet<T>(items) : null;
}
