using System.Runtime.CompilerServices;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads truth values.</summary>
public readonly struct BooleanCodec : ICodec<bool>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in bool value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(ref PayloadReader reader) => reader.In.ReadBoolean();
}

/// <summary>Writes and reads characters, as numbers.</summary>
public readonly struct CharCodec : ICodec<char>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in char value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Read(ref PayloadReader reader) => reader.In.ReadChar();
}

/// <summary>Writes and reads numbers of <see cref="sbyte"/>.</summary>
public readonly struct SByteCodec : ICodec<sbyte>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in sbyte value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Read(ref PayloadReader reader) => reader.In.ReadSByte();
}

/// <summary>Writes and reads numbers of <see cref="byte"/>.</summary>
public readonly struct ByteCodec : ICodec<byte>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in byte value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Read(ref PayloadReader reader) => reader.In.ReadByte();
}

/// <summary>Writes and reads numbers of <see cref="short"/>.</summary>
public readonly struct Int16Codec : ICodec<short>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in short value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Read(ref PayloadReader reader) => reader.In.ReadInt16();
}

/// <summary>Writes and reads numbers of <see cref="ushort"/>.</summary>
public readonly struct UInt16Codec : ICodec<ushort>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in ushort value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Read(ref PayloadReader reader) => reader.In.ReadUInt16();
}

/// <summary>Writes and reads numbers of <see cref="int"/>.</summary>
public readonly struct Int32Codec : ICodec<int>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in int value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref PayloadReader reader) => reader.In.ReadInt32();
}

/// <summary>Writes and reads numbers of <see cref="uint"/>.</summary>
public readonly struct UInt32Codec : ICodec<uint>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in uint value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Read(ref PayloadReader reader) => reader.In.ReadUInt32();
}

/// <summary>Writes and reads numbers of <see cref="long"/>.</summary>
public readonly struct Int64Codec : ICodec<long>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in long value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ref PayloadReader reader) => reader.In.ReadInt64();
}

/// <summary>Writes and reads numbers of <see cref="ulong"/>.</summary>
public readonly struct UInt64Codec : ICodec<ulong>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in ulong value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref PayloadReader reader) => reader.In.ReadUInt64();
}

/// <summary>Writes and reads numbers of <see cref="float"/>.</summary>
public readonly struct SingleCodec : ICodec<float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in float value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Read(ref PayloadReader reader) => reader.In.ReadSingle();
}

/// <summary>Writes and reads numbers of <see cref="double"/>.</summary>
public readonly struct DoubleCodec : ICodec<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref PayloadWriter writer, in double value) => writer.Out.Write(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref PayloadReader reader) => reader.In.ReadDouble();
}
