namespace TypedBus.Transports.Tests.Loop;

/// <summary>An event as the loop has it.</summary>
/// <param name="Sequence">Its number among all.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record LoopMessage(long Sequence, List<(string Name, string Value)> Headers, byte[] Body);

/// <summary>What the loop has of one subject: all that was published, and who takes it.</summary>
internal sealed class LoopSubject(string[] tokens)
{
    public List<LoopMessage> Messages { get; } = [];

    public List<LoopConsumer> Consumers { get; } = [];

    public bool Matches(string[] filter)
    {
        for (var at = 0; at < filter.Length; at++)
        {
            if (tokens.Length != filter.Length || (filter[at] != "*" && filter[at] != tokens[at]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Takes headers as the loop keeps them.</summary>
internal readonly struct LoopHeaders(List<(string Name, string Value)> headers) : IHeaderWriter
{
    public void Write(string name, string value) => headers.Add((name, value));
}

/// <summary>One delivery of the loop, under way until it is settled.</summary>
internal sealed class LoopDelivery(LoopServer server, LoopConsumer consumer, LoopMember member, LoopMessage message, int count) : TransportDelivery
{
    public LoopConsumer Consumer { get; } = consumer;

    public LoopMember Member { get; } = member;

    public LoopMessage Message { get; } = message;

    /// <summary>Gets where among the others it stands, and stands again when it comes back.</summary>
    public required int Place { get; init; }

    public override int Attempt => server.Fault == LoopFault.CountsNoAttempts ? server.Hit(1) : Count;

    /// <summary>Gets how often it was delivered, this time included.</summary>
    public int Count { get; } = count;

    public override ValueTask CompleteAsync()
    {
        server.Settle(this);
        return default;
    }

    public override ValueTask RetryAsync(TimeSpan delay)
    {
        if (server.Fault == LoopFault.ForgetsRetries)
        {
            server.Hit();
            server.Settle(this);
        }
        else if (delay > TimeSpan.Zero)
        {
            _ = RetryLaterAsync(delay);
        }
        else
        {
            server.Return(this);
        }

        return default;
    }

    public override ValueTask DeadLetterAsync(DeadLetterReason reason)
    {
        if (server.Fault == LoopFault.ForgetsWhatWasGivenUp)
        {
            server.Hit();
            server.Return(this);
        }
        else
        {
            server.DeadLetters.Enqueue((Message, reason));
            server.Settle(this);
        }

        return default;
    }

    private async Task RetryLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay);
        server.Return(this);
    }
}
