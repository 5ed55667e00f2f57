namespace TypedBus.Transports.Tests.Loop;

/// <summary>Carries events through a broker within the process: the smallest transport that can do everything.</summary>
internal sealed class LoopTransport(LoopServer server) : ITransport
{
    private const int LongestWhenCut = 1_000;

    // Guards itself.
    private readonly List<LoopMember> _members = [];

    /// <summary>Gets how long the server waits for a settlement: it has no limit of its own, and an impatient one does not wait so long.</summary>
    public static TimeSpan SettleTime { get; } = TimeSpan.FromMilliseconds(200);

    public TransportFeatures Features => TransportFeatures.Headers | TransportFeatures.Settlement | TransportFeatures.Persistence;

    public TransportHealth Health => new(TransportStatus.Up, "The loop runs within the process.");

    public Task StartAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var list = new List<(string Name, string Value)>();
        var writer = new LoopHeaders(list);
        headers.Write(ref writer);
        var bytes = body.ToArray();
        switch (server.Fault)
        {
            case LoopFault.CutsBytes when bytes.Length > LongestWhenCut:
                server.Hit();
                bytes = bytes[..LongestWhenCut];
                break;
            case LoopFault.SplitsHeaders:
                list = [.. list.SelectMany(Split)];
                break;
            case LoopFault.IsWasteful:
                server.Hit(new byte[100_000].Length);
                break;
        }

        server.Publish(subject, list, bytes);
        return default;
    }

    public Task<IAsyncDisposable> SubscribeAsync(
        TransportSubscription subscription, ITransportReceiver receiver, CancellationToken cancellationToken)
    {
        var member = new LoopMember(server, subscription, receiver);
        lock (_members)
        {
            _members.Add(member);
        }

        return Task.FromResult<IAsyncDisposable>(member);
    }

    public async ValueTask DisposeAsync()
    {
        LoopMember[] members;
        lock (_members)
        {
            members = [.. _members];
        }

        foreach (var member in members)
        {
            await member.DisposeAsync();

            // What a stuck handler has goes to another: nobody here will settle it any more.
            server.ReturnAll(member);
        }

        if (server.Fault == LoopFault.NeverEnds)
        {
            server.Hit();
            await Task.Delay(Timeout.Infinite);
        }
    }

    private IEnumerable<(string Name, string Value)> Split((string Name, string Value) header)
    {
        var lines = header.Value.Split("\r\n");
        yield return (header.Name, lines[0]);
        foreach (var line in lines.Skip(1).Where(static line => line.Contains(": ", StringComparison.Ordinal)))
        {
            server.Hit();
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            yield return (line[..at], line[(at + 2)..]);
        }
    }
}
