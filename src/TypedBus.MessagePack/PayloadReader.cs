using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MessagePack;

namespace TypedBus.Runtime.Wire;

/// <summary>What gives the bytes of one event, which nobody vouches for.</summary>
/// <remarks>
/// No code here believes a count: room is made for what has come. The place of a failure is put together only when there is one, by filters
/// of exceptions that never catch. Only objects, tuples and unions are counted as they nest: nothing can nest without end but through them.
/// </remarks>
public ref struct PayloadReader
{
    /// <summary>The format's own reader.</summary>
    public MessagePackReader In;

    // What is reserved on the word of the bytes alone. Beyond it room grows with what comes.
    private const int MostReserved = 1 << 16;

    private readonly PayloadLimits _limits;
    private string _path = string.Empty;
    private int _depth;

    internal PayloadReader(in ReadOnlySequence<byte> bytes, PayloadLimits limits)
    {
        In = new MessagePackReader(in bytes);
        _limits = limits;
    }

    /// <summary>Gets the path of what could not be read.</summary>
    internal readonly string Path => _path.StartsWith('.') ? _path[1..] : _path;

    /// <summary>Begins an object: its members follow, and then <see cref="End(int, int)"/>.</summary>
    /// <returns>How many members came.</returns>
    public int Begin()
    {
        var count = In.ReadArrayHeader();
        if (++_depth > _limits.MaxDepth)
        {
            throw new PayloadFaultException("it nests deeper than the limit");
        }

        if (count < 0)
        {
            ThrowNegative();
        }

        return count;
    }

    /// <summary>Begins a tuple or a union: its items follow, and then <see cref="End()"/>.</summary>
    /// <param name="items">How many items it has.</param>
    public void BeginTuple(int items)
    {
        if (Begin() != items)
        {
            throw new PayloadFaultException($"a tuple of {items} is expected here");
        }
    }

    /// <summary>Ends an object. Members that came behind those that are known are skipped.</summary>
    /// <param name="count">How many came.</param>
    /// <param name="known">How many are known.</param>
    public void End(int count, int known)
    {
        for (; known < count; known++)
        {
            In.Skip();
        }

        _depth--;
    }

    /// <summary>Ends a tuple or a union.</summary>
    public void End() => _depth--;

    /// <summary>Fails, since a member is not there.</summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <returns>Nothing.</returns>
    [DoesNotReturn]
    public static T Missing<T>() => throw new PayloadFaultException("it is missing, and has no default");

    /// <summary>Notes where reading failed. Called from filters of exceptions, from the inside out.</summary>
    /// <param name="member">The member that was being read, or an empty text between members.</param>
    /// <returns><see langword="false"/>, so that nothing is caught.</returns>
    public bool Trace(string member)
    {
        _path = member.Length == 0 ? _path : $".{member}{_path}";
        return false;
    }

    /// <summary>Notes where reading failed. Called from filters of exceptions, from the inside out.</summary>
    /// <param name="index">The item that was being read.</param>
    /// <returns><see langword="false"/>, so that nothing is caught.</returns>
    public bool Trace(int index)
    {
        _path = $"[{index}]{_path}";
        return false;
    }

    /// <summary>Begins a collection.</summary>
    internal int BeginItems<T>(bool isHashed)
    {
        var count = In.ReadArrayHeader();
        Check<T>(count, isHashed);
        return count;
    }

    /// <summary>Begins a dictionary.</summary>
    internal int BeginMap<TKey>()
    {
        var count = In.ReadMapHeader();
        Check<TKey>(count, isHashed: true);
        return count;
    }

    /// <summary>Gives how many items room is made for at first.</summary>
    internal static int Reserve<T>(int count) => Math.Min(count, Math.Max(4, MostReserved / Unsafe.SizeOf<T>()));

    internal void CheckEnd()
    {
        if (!In.End)
        {
            throw new PayloadFaultException("there is more behind its end");
        }
    }

    private readonly void Check<T>(int count, bool isHashed)
    {
        if (count < 0)
        {
            ThrowNegative();
        }

        if (count > _limits.MaxItems || (isHashed && typeof(T) != typeof(string) && count > _limits.MaxKeys))
        {
            throw new PayloadFaultException("the collection has more items than the limit");
        }
    }

    // A count of 32 bits may come as a negative number, which the format's own reader lets through: it stands for more than there can be.
    [DoesNotReturn]
    private static void ThrowNegative() => throw new PayloadFaultException("it ends too early");
}
