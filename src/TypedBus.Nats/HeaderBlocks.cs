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
        var writer = new Writer(block);
        headers.Write(ref writer);
        return block;
    }

    public static void Return(NatsHeaders? block)
    {
        if (block is not null)
        {
            block.Clear();
            _spare = block;
        }
    }

    private readonly struct Writer(NatsHeaders block) : IHeaderWriter
    {
        public void Write(string name, string value) => block[name] = value;
    }
}
