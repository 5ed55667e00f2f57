using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads immutable arrays; one that is not made is null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableArrayCodec<T, TCodec> : ICodec<ImmutableArray<T>>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            writer.Out.WriteNil();
        }
        else
        {
            Sequences.Write<T, TCodec>(ref writer, value.AsSpan());
        }
    }

    /// <inheritdoc/>
    public static ImmutableArray<T> Read(ref PayloadReader reader) =>
        ImmutableCollectionsMarshal.AsImmutableArray(Sequences.ReadArray<T, TCodec>(ref reader));
}

/// <summary>Writes and reads immutable lists, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableListCodec<T, TCodec> : ICodec<ImmutableList<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableList<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableList<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableList.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable lists, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IImmutableListCodec<T, TCodec> : ICodec<IImmutableList<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IImmutableList<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableList<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableList.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableHashSetCodec<T, TCodec> : ICodec<ImmutableHashSet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableHashSet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableHashSet<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader, isHashed: true) is { } items ? ImmutableHashSet.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IImmutableSetCodec<T, TCodec> : ICodec<IImmutableSet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IImmutableSet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableSet<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader, isHashed: true) is { } items ? ImmutableHashSet.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable sorted sets, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableSortedSetCodec<T, TCodec> : ICodec<ImmutableSortedSet<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableSortedSet<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableSortedSet<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableSortedSet.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable queues, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableQueueCodec<T, TCodec> : ICodec<ImmutableQueue<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableQueue<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableQueue<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableQueue.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable queues, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IImmutableQueueCodec<T, TCodec> : ICodec<IImmutableQueue<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IImmutableQueue<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableQueue<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableQueue.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable stacks from the top, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ImmutableStackCodec<T, TCodec> : ICodec<ImmutableStack<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableStack<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableStack<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableStack.CreateRange(Enumerable.Reverse(items)) : null;
}

/// <summary>Writes and reads immutable stacks from the top, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IImmutableStackCodec<T, TCodec> : ICodec<IImmutableStack<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IImmutableStack<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableStack<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? ImmutableStack.CreateRange(Enumerable.Reverse(items)) : null;
}
