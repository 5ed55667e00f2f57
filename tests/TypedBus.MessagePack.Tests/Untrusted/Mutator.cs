namespace TypedBus.Bytes.Tests.Untrusted;

/// <summary>Makes bytes that were legal into bytes that may not be, as an enemy or a bad line would.</summary>
internal sealed class Mutator(Random random)
{
    // What claims to be long: texts, binaries, arrays, maps and extensions, with counts that are large, larger than an int, or negative.
    private static readonly byte[][] _claims =
    [
        [0xdb, 0x7f, 0xff, 0xff, 0xff], [0xdb, 0xff, 0xff, 0xff, 0xff], [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xc6, 0x80, 0, 0, 0],
        [0xdd, 0x7f, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdd, 0, 1, 0, 0], [0xdc, 0xff, 0xff],
        [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdf, 0, 1, 0, 0], [0xde, 0xff, 0xff],
        [0xc9, 0x7f, 0xff, 0xff, 0xff, 0xff], [0xc9, 0xff, 0xff, 0xff, 0xff, 0xff], [0xc7, 0, 0xff], [0xc1], [0xc0],
    ];

    /// <summary>Changes bytes at one place or several.</summary>
    public byte[] Mutate(byte[] bytes, byte[] others)
    {
        var mutated = bytes.ToList();
        for (var times = Math.Max(1, random.Next(-3, 4)); times > 0; times--)
        {
            Mutate(mutated, others);
        }

        return [.. mutated];
    }

    private void Mutate(List<byte> bytes, byte[] others)
    {
        var place = random.Next(bytes.Count + 1);
        var count = Math.Min(random.Next(1, 9), bytes.Count - place);
        switch (random.Next(14))
        {
            case 0 or 1 or 9 or 10 or 11 when count > 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 2 or 12 when count > 0:
                bytes[place] = (byte)random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 4:
                bytes.RemoveRange(place, count);
                break;
            case 5:
                bytes.InsertRange(place, _claims[random.Next(_claims.Length)]);
                break;
            case 6 when count > 0:
                bytes.RemoveRange(place, count);
                bytes.InsertRange(place, _claims[random.Next(_claims.Length)]);
                break;
            case 7:
                bytes.InsertRange(place, others.AsSpan(random.Next(others.Length)).ToArray());
                break;
            default:
                // Arrays of one, within each other.
                bytes.InsertRange(place, Enumerable.Repeat((byte)(random.Next(2) == 0 ? 0x91 : 0x93), random.Next(1, 200)));
                break;
        }
    }
}
