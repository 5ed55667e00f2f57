using System.Buffers;
using System.Globalization;
using TypedBus.Subjects;

namespace TypedBus.Runtime;

/// <summary>The text of a subject while it is written. Only generated code calls it.</summary>
/// <remarks>
/// It stands on the stack of who writes, and takes a buffer from a pool where that is too small: a subject is written without allocation.
/// </remarks>
public ref struct SubjectText
{
    // Far beyond what anybody addresses by: a format that never has enough room ends here.
    private const int LongestSubject = 1 << 15;

    private readonly Type _event;
    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;

    internal SubjectText(Span<char> buffer, Type @event)
    {
        _buffer = buffer;
        _event = @event;
    }

    /// <summary>Gets what has been written.</summary>
    internal readonly ReadOnlySpan<char> Written => _buffer[.._length];

    /// <summary>Adds a part that is the same for all events of the type, dots included.</summary>
    /// <param name="literal">The part.</param>
    public void Append(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        AppendText(literal, literal);
    }

    /// <summary>Adds the value of a member.</summary>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is not one legal token.</exception>
    public void AppendToken(string member, string? value)
    {
        var start = _length;
        if (value is null)
        {
            throw SubjectFault.OfNull(_event, member);
        }

        AppendText(value, member);
        Check(member, start);
    }

    /// <summary>Adds the value of a member: <c>true</c> or <c>false</c>.</summary>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null.</exception>
    public void AppendToken(string member, bool? value) =>
        AppendToken(member, value switch { true => "true", false => "false", null => null });

    /// <summary>Adds the value of a member, as the type writes it for the invariant culture.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is not one legal token.</exception>
    public void AppendToken<TValue>(string member, TValue? value)
        where TValue : ISpanFormattable
    {
        if (value is null)
        {
            throw SubjectFault.OfNull(_event, member);
        }

        var start = _length;
        int written;
        while (!value.TryFormat(_buffer[start..], out written, default, CultureInfo.InvariantCulture))
        {
            Grow(member);
        }

        _length += written;
        Check(member, start);
    }

    /// <summary>Adds the value of a member, as the type writes it for the invariant culture.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null, or not one legal token.</exception>
    public void AppendToken<TValue>(string member, TValue? value)
        where TValue : struct, ISpanFormattable =>
        AppendToken(member, value is { } known ? known : throw SubjectFault.OfNull(_event, member));

    /// <summary>Adds the value of a member: the name of the enumeration's member, or the number where it has none.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is a combination of flags, which is not one token.</exception>
    public void AppendEnum<TEnum>(string member, TEnum value)
        where TEnum : struct, Enum
    {
        var start = _length;
        int written;
        while (!Enum.TryFormat(value, _buffer[start..], out written))
        {
            Grow(member);
        }

        _length += written;
        Check(member, start);
    }

    /// <summary>Adds the value of a member: the name of the enumeration's member, or the number where it has none.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="member">The name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null, or a combination of flags, which is not one token.</exception>
    public void AppendEnum<TEnum>(string member, TEnum? value)
        where TEnum : struct, Enum =>
        AppendEnum(member, value is { } known ? known : throw SubjectFault.OfNull(_event, member));

    /// <summary>Gives back what was taken from the pool. Nothing may be read of it afterwards.</summary>
    internal readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }
    }

    private void AppendText(ReadOnlySpan<char> text, string member)
    {
        while (!text.TryCopyTo(_buffer[_length..]))
        {
            Grow(member);
        }

        _length += text.Length;
    }

    private readonly void Check(string member, int start)
    {
        if (SubjectFault.Find(_buffer[start.._length]) is { } fault)
        {
            throw SubjectFault.Of(_event, member, fault, _buffer[start.._length]);
        }
    }

    // The old buffer goes back to the pool only when what it held is in the new one, and this text alone knew it.
    private void Grow(string member)
    {
        if (_buffer.Length >= LongestSubject)
        {
            throw SubjectFault.Of(_event, member, $"makes the subject longer than {LongestSubject} characters", default);
        }

        var larger = ArrayPool<char>.Shared.Rent(_buffer.Length * 2);
        Written.CopyTo(larger);
        Dispose();
        _buffer = _rented = larger;
    }
}
