using NATS.Client.Core;

namespace TypedBus.Nats.JetStream;

/// <summary>Writes an event's headers into those of the client, and its identifier also where streams look for it.</summary>
internal readonly struct HeaderWriter(NatsHeaders headers) : IHeaderWriter
{
    public void Write(string name, string value)
    {
        headers[name] = value;
        if (ReferenceEquals(name, HeaderNames.Id))
        {
            headers[StreamHeaders.MessageId] = value;
        }
    }
}
