using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace TypedBus;

/// <summary>
/// Identifies an event. It is 128 bits wide: a random prefix of the process and a counter, or, for an event that a handler publishes,
/// a mix of its cause's identifier, the handler's name and the place among what the handler published. A redelivered handler's results
/// therefore carry the same identifiers again.
/// </summary>
/// <remarks>
/// An identifier costs a few nanoseconds and becomes text only when asked: 32 lower-case hexadecimal digits.
/// It is unique, not secret: the next one can be guessed. Immutable, and safe for use by several threads.
/// </remarks>
public readonly struct EventId : IEquatable<EventId>, ISpanFormattable
{
    /// <summary>The length of an identifier's text.</summary>
    internal const int TextLength = 32;

    private const ulong BlockSize = 4096;

    private static ulong _nextBlock;

    // A thread takes numbers out of a block of its own: the shared counter is touched once in 4,096 times.
    [ThreadStatic]
    private static ulong _next;
    [ThreadStatic]
    private static ulong _end;

    private readonly ulong _high;
    private readonly ulong _low;

    private EventId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>Gets whether this is the default value, which identifies nothing.</summary>
    public bool IsEmpty => (_high | _low) == 0;

    /// <summary>Tells whether two identifiers are the same.</summary>
    /// <param name="left">One identifier.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(EventId left, EventId right) => left.Equals(right);

    /// <summary>Tells whether two identifiers differ.</summary>
    /// <param name="left">One identifier.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(EventId left, EventId right) => !left.Equals(right);

    /// <summary>Reads an identifier from its text.</summary>
    /// <param name="text">32 hexadecimal digits.</param>
    /// <param name="id">The identifier, or the empty one where the text is none.</param>
    /// <returns>Whether the text is an identifier.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EventId id)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            var (high, low) = (0UL, 0UL);
            var isId = text.Length == TextLength && HexText.TryRead(text, out high) && HexText.TryRead(text[(TextLength / 2)..], out low);
            id = isId ? new EventId(high, low) : default;
            return isId;
        }

        Span<byte> bytes = stackalloc byte[TextLength / 2];
        if (text.Length == TextLength && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done)
        {
            id = new EventId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));
            return true;
        }

        id = default;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(EventId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EventId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Gives the identifier's text.</summary>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public override string ToString() =>
        string.Create(TextLength, this, static (span, id) => id.TryFormat(span, out _, default, null));

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            charsWritten = destination.Length < TextLength ? 0 : TextLength;
            if (charsWritten != 0)
            {
                HexText.Write(_high, destination);
                HexText.Write(_low, destination[(TextLength / 2)..]);
            }

            return charsWritten != 0;
        }

        Span<byte> bytes = stackalloc byte[TextLength / 2];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], _low);
        return Convert.TryToHexStringLower(bytes, destination, out charsWritten);
    }

    /// <summary>Gives the number of the next identifier of this process.</summary>
    internal static ulong NextNumber()
    {
        var next = _next;
        if (next == _end)
        {
            next = Interlocked.Add(ref _nextBlock, BlockSize);
            _end = next + BlockSize;
        }

        _next = next + 1;
        return next;
    }

    /// <summary>Gives the identifier of a number of this process.</summary>
    // Written as one, since it is copied as one: a load of 16 bytes would wait for two stores of 8 to leave the processor's buffer.
    internal static EventId OfNumber(ulong number) =>
        Unsafe.BitCast<Vector128<ulong>, EventId>(Vector128.Create(Process.Prefix, number));

    /// <summary>Derives the identifier of what a handler publishes at a position of its own, while it handles this event.</summary>
    internal EventId Derive(ulong handler, int position)
    {
        // Each input is mixed before it meets another: causes and positions are counted up, and their plain sum would come again.
        var low = Mix(Mix(_low ^ handler) + (uint)position);
        var high = Mix(Mix(_high + handler) ^ Mix(_low + (uint)position)) ^ Mix(low);
        return new EventId(high, low);
    }

    /// <summary>Gives the identifier that stands for a text of somebody else's, the same in every process.</summary>
    internal static EventId OfText(string text)
    {
        var hash = HashOf(text);
        return new EventId(hash, Mix(hash ^ (uint)text.Length));
    }

    /// <summary>Gives a stable 64-bit number for a handler's name, the same in every process (FNV-1a, then mixed).</summary>
    internal static ulong HashOf(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash);
    }

    // The finalizer of SplitMix64: each bit of the input changes each bit of the output with a chance near one half.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    // Drawn at the first use, not when the program is loaded: an image that is cloned after start would repeat it.
    private static class Process
    {
        public static readonly ulong Prefix = Draw();

        private static ulong Draw()
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            RandomNumberGenerator.Fill(bytes);
            return BitConverter.ToUInt64(bytes) | 1;
        }
    }
}
