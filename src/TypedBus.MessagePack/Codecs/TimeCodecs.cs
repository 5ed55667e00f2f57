namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads points in time, in UTC: what is local is converted, and comes back as UTC.</summary>
public readonly struct DateTimeCodec : ICodec<DateTime>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in DateTime value) => writer.Out.Write(value);

    /// <inheritdoc/>
    public static DateTime Read(ref PayloadReader reader) => reader.In.ReadDateTime();
}

/// <summary>Writes and reads dates, as the number of the day.</summary>
public readonly struct DateOnlyCodec : ICodec<DateOnly>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in DateOnly value) => writer.Out.Write(value.DayNumber);

    /// <inheritdoc/>
    public static DateOnly Read(ref PayloadReader reader) => DateOnly.FromDayNumber(reader.In.ReadInt32());
}

/// <summary>Writes and reads times of day, as ticks.</summary>
public readonly struct TimeOnlyCodec : ICodec<TimeOnly>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in TimeOnly value) => writer.Out.Write(value.Ticks);

    /// <inheritdoc/>
    public static TimeOnly Read(ref PayloadReader reader) => new TimeOnly(reader.In.ReadInt64());
}

/// <summary>Writes and reads spans of time, as ticks.</summary>
public readonly struct TimeSpanCodec : ICodec<TimeSpan>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in TimeSpan value) => writer.Out.Write(value.Ticks);

    /// <inheritdoc/>
    public static TimeSpan Read(ref PayloadReader reader) => new TimeSpan(reader.In.ReadInt64());
}

/// <summary>Writes and reads points in time with their offset: the time as the clock showed it, then the minutes.</summary>
public readonly struct DateTimeOffsetCodec : ICodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in DateTimeOffset value)
    {
        writer.Out.WriteArrayHeader(2);
        writer.Out.Write(new DateTime(value.Ticks, DateTimeKind.Utc));
        writer.Out.Write((short)value.Offset.TotalMinutes);
    }

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref PayloadReader reader)
    {
        reader.BeginTuple(2);
        var time = reader.In.ReadDateTime();
        var offset = reader.In.ReadInt16();
        reader.End();
        return new DateTimeOffset(time.Ticks, TimeSpan.FromMinutes(offset));
    }
}
