using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<Dictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Dictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader);
}

/// <summary>Writes and reads dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct IDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<IDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader);
}

/// <summary>Writes and reads dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct IReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<IReadOnlyDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IReadOnlyDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IReadOnlyDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader);
}

/// <summary>Writes and reads sorted dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct SortedDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<SortedDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in SortedDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? new SortedDictionary<TKey, TValue>(items) : null;
}

/// <summary>Writes and reads sorted lists of keys and values, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct SortedListCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<SortedList<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in SortedList<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static SortedList<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? new SortedList<TKey, TValue>(items) : null;
}

/// <summary>Writes and reads dictionaries that cannot be changed, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<ReadOnlyDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ReadOnlyDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ReadOnlyDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? new ReadOnlyDictionary<TKey, TValue>(items) : null;
}

/// <summary>Writes and reads immutable dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct ImmutableDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<ImmutableDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? ImmutableDictionary.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct IImmutableDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<IImmutableDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IImmutableDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IImmutableDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? ImmutableDictionary.CreateRange(items) : null;
}

/// <summary>Writes and reads immutable sorted dictionaries, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">What writes and reads a key.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TValueCodec">What writes and reads a value.</typeparam>
public readonly struct ImmutableSortedDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : ICodec<ImmutableSortedDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : struct, ICodec<TKey>
    where TValueCodec : struct, ICodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ImmutableSortedDictionary<TKey, TValue>? value) =>
        Maps.Write<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue>? Read(ref PayloadReader reader) =>
        Maps.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader) is { } items ? ImmutableSortedDictionary.CreateRange(items) : null;
}
