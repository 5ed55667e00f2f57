using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>Asks for what may not be there.</summary>
internal static class ContextExtensions
{
    private const int NotFound = 404;

    /// <summary>Gives the stream's settings, or null where there is none of the name.</summary>
    public static async Task<StreamConfig?> TryGetStreamAsync(this NatsJSContext context, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await context.GetStreamAsync(name, request: null, cancellationToken).ConfigureAwait(false)).Info.Config;
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == NotFound)
        {
            return null;
        }
    }

    /// <summary>Gives what the server knows of a consumer, or null where there is none of the name.</summary>
    public static async Task<ConsumerInfo?> TryGetConsumerAsync(
        this NatsJSContext context, string stream, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await context.GetConsumerAsync(stream, name, cancellationToken).ConfigureAwait(false)).Info;
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == NotFound)
        {
            return null;
        }
    }
}
