using System.Runtime.CompilerServices;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads texts, or null.</summary>
public readonly struct StringCodec : ICodec<string?>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in string? value) => writer.Out.Write(value);

    /// <inheritdoc/>
    public static string? Read(ref PayloadReader reader) => reader.In.ReadString();
}

/// <summary>Writes and reads numbers of <see cref="Half"/>, as <see cref="float"/>.</summary>
public readonly struct HalfCodec : ICodec<Half>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Half value) => writer.Out.Write((float)value);

    /// <inheritdoc/>
    public static Half Read(ref PayloadReader reader) => (Half)reader.In.ReadSingle();
}

/// <summary>Writes and reads addresses as texts, or null.</summary>
public readonly struct UriCodec : ICodec<Uri?>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Uri? value) => writer.Out.Write(value?.OriginalString);

    /// <inheritdoc/>
    public static Uri? Read(ref PayloadReader reader) => reader.In.ReadString() is { } text ? new Uri(text, UriKind.RelativeOrAbsolute) : null;
}

/// <summary>Writes and reads versions as texts, or null.</summary>
public readonly struct VersionCodec : ICodec<Version?>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Version? value) => writer.Out.Write(value?.ToString());

    /// <inheritdoc/>
    public static Version? Read(ref PayloadReader reader) => reader.In.ReadString() is { } text ? Version.Parse(text) : null;
}

/// <summary>Writes and reads enumerations as the numbers behind them.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
/// <typeparam name="TNumber">The type of the number.</typeparam>
/// <typeparam name="TCodec">What writes and reads the number.</typeparam>
public readonly struct EnumCodec<TEnum, TNumber, TCodec> : ICodec<TEnum>
    where TEnum : struct, Enum
    where TNumber : struct
    where TCodec : struct, ICodec<TNumber>
{
    // The number is what an enumeration is made of: both are of one size, and every number is a value.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in TEnum value) => TCodec.Write(ref writer, Unsafe.BitCast<TEnum, TNumber>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TEnum Read(ref PayloadReader reader) => Unsafe.BitCast<TNumber, TEnum>(TCodec.Read(ref reader));
}

/// <summary>Writes and reads structs that may be null.</summary>
/// <typeparam name="T">The struct.</typeparam>
/// <typeparam name="TCodec">What writes and reads it where it is not null.</typeparam>
public readonly struct NullableCodec<T, TCodec> : ICodec<T?>
    where T : struct
    where TCodec : struct, ICodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in T? value)
    {
        if (value is { } known)
        {
            TCodec.Write(ref writer, in known);
        }
        else
        {
            writer.Out.WriteNil();
        }
    }

    /// <inheritdoc/>
    public static T? Read(ref PayloadReader reader) => reader.In.TryReadNil() ? null : TCodec.Read(ref reader);
}

/// <summary>Reads references that may not be null: null is refused.</summary>
/// <typeparam name="T">The type of the reference.</typeparam>
/// <typeparam name="TCodec">What writes and reads it, or null.</typeparam>
public readonly struct NotNullCodec<T, TCodec> : ICodec<T>
    where T : class
    where TCodec : struct, ICodec<T?>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in T value) => TCodec.Write(ref writer, in value!);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read(ref PayloadReader reader) => TCodec.Read(ref reader) ?? throw new PayloadFaultException("it is null, and may not be");
}
