namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads dictionaries.</summary>
internal static class Maps
{
    /// <summary>Writes any dictionary, or null.</summary>
    public static void Write<TKey, TKeyCodec, TValue, TValueCodec>(ref PayloadWriter writer, IEnumerable<KeyValuePair<TKey, TValue>>? items)
        where TKey : notnull
        where TKeyCodec : struct, ICodec<TKey>
        where TValueCodec : struct, ICodec<TValue>
    {
        if (items is null)
        {
            writer.Out.WriteNil();
        }
        else if (items is Dictionary<TKey, TValue> dictionary)
        {
            // Its own enumerator is a struct.
            writer.Out.WriteMapHeader(dictionary.Count);
            foreach (var (key, value) in dictionary)
            {
                TKeyCodec.Write(ref writer, in key);
                TValueCodec.Write(ref writer, in value);
            }
        }
        else
        {
            writer.Out.WriteMapHeader(items.Count());
            foreach (var (key, value) in items)
            {
                TKeyCodec.Write(ref writer, in key);
                TValueCodec.Write(ref writer, in value);
            }
        }
    }

    /// <summary>Reads a dictionary, or null. A key that comes twice is refused.</summary>
    public static Dictionary<TKey, TValue>? Read<TKey, TKeyCodec, TValue, TValueCodec>(ref PayloadReader reader)
        where TKey : notnull
        where TKeyCodec : struct, ICodec<TKey>
        where TValueCodec : struct, ICodec<TValue>
    {
        if (reader.In.TryReadNil())
        {
            return null;
        }

        var count = reader.BeginMap<TKey>();
        var items = new Dictionary<TKey, TValue>(PayloadReader.Reserve<KeyValuePair<TKey, TValue>>(count));
        try
        {
            while (items.Count < count)
            {
                var key = TKeyCodec.Read(ref reader);
                items.Add(key, TValueCodec.Read(ref reader));
            }
        }
        catch (Exception) when (reader.Trace(items.Count))
        {
            throw;
        }

        return items;
    }
}
