using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads arrays, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ArrayCodec<T, TCodec> : ICodec<T[]?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in T[]? value)
    {
        if (value is null)
        {
            writer.Out.WriteNil();
        }
        else
        {
            Sequences.Write<T, TCodec>(ref writer, value.AsSpan());
        }
    }

    /// <inheritdoc/>
    public static T[]? Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads lists, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ListCodec<T, TCodec> : ICodec<List<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in List<T>? value)
    {
        if (value is null)
        {
            writer.Out.WriteNil();
        }
        else
        {
            Sequences.Write<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(value));
        }
    }

    /// <inheritdoc/>
    public static List<T>? Read(ref PayloadReader reader) => Sequences.ReadList<T, TCodec>(ref reader);
}

/// <summary>Writes and reads lists, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IListCodec<T, TCodec> : ICodec<IList<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IList<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IList<T>? Read(ref PayloadReader reader) => Sequences.ReadList<T, TCodec>(ref reader);
}

/// <summary>Writes and reads collections, or null; what is read is a list.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ICollectionCodec<T, TCodec> : ICodec<ICollection<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ICollection<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ICollection<T>? Read(ref PayloadReader reader) => Sequences.ReadList<T, TCodec>(ref reader);
}

/// <summary>Writes and reads what can be gone through, or null; what is read is an array.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IEnumerableCodec<T, TCodec> : ICodec<IEnumerable<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IEnumerable<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IEnumerable<T>? Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads collections, or null; what is read is an array.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IReadOnlyCollectionCodec<T, TCodec> : ICodec<IReadOnlyCollection<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IReadOnlyCollection<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IReadOnlyCollection<T>? Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads lists, or null; what is read is an array.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct IReadOnlyListCodec<T, TCodec> : ICodec<IReadOnlyList<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in IReadOnlyList<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static IReadOnlyList<T>? Read(ref PayloadReader reader) => Sequences.ReadArray<T, TCodec>(ref reader);
}

/// <summary>Writes and reads collections, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct CollectionCodec<T, TCodec> : ICodec<Collection<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Collection<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Collection<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadList<T, TCodec>(ref reader) is { } items ? new Collection<T>(items) : null;
}

/// <summary>Writes and reads collections, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ObservableCollectionCodec<T, TCodec> : ICodec<ObservableCollection<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ObservableCollection<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ObservableCollection<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadList<T, TCodec>(ref reader) is { } items ? new ObservableCollection<T>(items) : null;
}

/// <summary>Writes and reads lists that cannot be changed, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct ReadOnlyCollectionCodec<T, TCodec> : ICodec<ReadOnlyCollection<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in ReadOnlyCollection<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static ReadOnlyCollection<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new ReadOnlyCollection<T>(items) : null;
}

/// <summary>Writes and reads linked lists, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct LinkedListCodec<T, TCodec> : ICodec<LinkedList<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in LinkedList<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static LinkedList<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new LinkedList<T>(items) : null;
}

/// <summary>Writes and reads queues, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct QueueCodec<T, TCodec> : ICodec<Queue<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Queue<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Queue<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new Queue<T>(items) : null;
}

/// <summary>Writes and reads stacks from the top, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">What writes and reads an element.</typeparam>
public readonly struct StackCodec<T, TCodec> : ICodec<Stack<T>?>
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Stack<T>? value) => Sequences.Write<T, TCodec>(ref writer, value);

    /// <inheritdoc/>
    public static Stack<T>? Read(ref PayloadReader reader) =>
        Sequences.ReadArray<T, TCodec>(ref reader) is { } items ? new Stack<T>(Enumerable.Reverse(items)) : null;
}
