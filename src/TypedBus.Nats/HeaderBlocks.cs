using Microsoft.Extensions.Primitives;
using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>Lends the client's headers, filled with what travels beside an event.</summary>
/// <remarks>
/// One block is kept for each thread. Who has taken it is alone with it until it is given back, which is when the client has written it: the client may
/// add headers of its own to it, so no two publishers ever share one.
/// </remarks>
internal static class HeaderBlocks
{
    [ThreadStatic]
    private static NatsHeaders? _spare;

    /// <exception cref="ArgumentException">One of the other headers has a name that the bus writes itself.</exception>
    public static NatsHeaders Take(in EventHeaders headers)
    {
        var block = _spare ?? new NatsHeaders(capacity: 12);
        _spare = null;
        Write(in headers, block);
        return block;
    }

    /// <summary>Writes what travels beside an event into a block that is empty.</summary>
    /// <exception cref="ArgumentException">One of the other headers has a name that the bus writes itself.</exception>
    public static void Write(in EventHeaders headers, NatsHeaders block)
    {
        var writer = new Writer(block);
        headers.Write(ref writer);
        if (writer.Count != block.Count)
        {
            // The client knows names without regard to case: where two differ by that alone, both values stand under one.
            block.Clear();
            var joining = new JoiningWriter(block);
            headers.Write(ref joining);
        }
    }

    public static void Return(NatsHeaders? block)
    {
        if (block is not null)
        {
            block.Clear();
            _spare = block;
        }
    }

    private struct Writer(NatsHeaders block) : IHeaderWriter
    {
        public int Count { get; private set; }

        public void Write(string name, string value)
        {
            block[name] = value;
            Count++;
        }
    }

    private readonly struct JoiningWriter(NatsHeaders block) : IHeaderWriter
    {
        public void Write(string name, string value) =>
            block[name] = block.TryGetValue(name, out var earlier) ? StringValues.Concat(earlier, value) : value;
    }
}
