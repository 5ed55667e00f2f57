using System.Runtime.InteropServices;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads what holds elements of one type.</summary>
internal static class Sequences
{
    public static void Write<T, TCodec>(ref PayloadWriter writer, ReadOnlySpan<T> items)
        where TCodec : struct, ICodec<T>
    {
        writer.Out.WriteArrayHeader(items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            TCodec.Write(ref writer, in items[index]);
        }
    }

    /// <summary>Writes any collection, or null.</summary>
    public static void Write<T, TCodec>(ref PayloadWriter writer, IEnumerable<T>? items)
        where TCodec : struct, ICodec<T>
    {
        switch (items)
        {
            case null:
                writer.Out.WriteNil();
                return;
            case T[] array:
                Write<T, TCodec>(ref writer, array.AsSpan());
                return;
            case List<T> list:
                Write<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(list));
                return;
        }

        if (!items.TryGetNonEnumeratedCount(out var count))
        {
            Write<T, TCodec>(ref writer, items.ToArray().AsSpan());
            return;
        }

        writer.Out.WriteArrayHeader(count);
        foreach (var item in items)
        {
            TCodec.Write(ref writer, in item);
        }
    }

    /// <summary>Reads an array, or null.</summary>
    public static T[]? ReadArray<T, TCodec>(ref PayloadReader reader, bool isHashed = false)
        where TCodec : struct, ICodec<T>
    {
        if (reader.In.TryReadNil())
        {
            return null;
        }

        var count = reader.BeginItems<T>(isHashed);
        var items = count == 0 ? [] : new T[PayloadReader.Reserve<T>(count)];
        var index = 0;
        try
        {
            for (; index < count; index++)
            {
                if (index == items.Length)
                {
                    Array.Resize(ref items, (int)Math.Min(count, items.Length * 2L));
                }

                items[index] = TCodec.Read(ref reader);
            }
        }
        catch (Exception) when (reader.Trace(index))
        {
            throw;
        }

        return items;
    }

    /// <summary>Reads a list, or null.</summary>
    public static List<T>? ReadList<T, TCodec>(ref PayloadReader reader)
        where TCodec : struct, ICodec<T>
    {
        if (reader.In.TryReadNil())
        {
            return null;
        }

        var count = reader.BeginItems<T>(isHashed: false);
        var items = new List<T>(PayloadReader.Reserve<T>(count));
        try
        {
            while (items.Count < count)
            {
                items.Add(TCodec.Read(ref reader));
            }
        }
        catch (Exception) when (reader.Trace(items.Count))
        {
            throw;
        }

        return items;
    }

    /// <summary>Reads a set, or null. What comes twice stands in it once.</summary>
    public static HashSet<T>? ReadSet<T, TCodec>(ref PayloadReader reader)
        where TCodec : struct, ICodec<T>
    {
        if (reader.In.TryReadNil())
        {
            return null;
        }

        var count = reader.BeginItems<T>(isHashed: true);
        var items = new HashSet<T>(PayloadReader.Reserve<T>(count));
        var index = 0;
        try
        {
            for (; index < count; index++)
            {
                items.Add(TCodec.Read(ref reader));
            }
        }
        catch (Exception) when (reader.Trace(index))
        {
            throw;
        }

        return items;
    }
}
