using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>Reads what a stream has, by a consumer that is gone afterwards.</summary>
internal static class Replay
{
    private const int Batch = 256;
    private const int UniqueLength = 20;

    private static readonly TimeSpan _forgotten = TimeSpan.FromSeconds(30);

    public static async IAsyncEnumerable<JetStreamMessage> ReadAsync(
        NatsJSContext context, string stream, string subject, ReplayFrom from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = from.Apply(new ConsumerConfig
        {
            // A server of 2.9 takes a filter only from a consumer that has a name.
            Name = "replay-" + RandomNumberGenerator.GetHexString(UniqueLength, lowercase: true),
            FilterSubject = subject,
            AckPolicy = ConsumerConfigAckPolicy.None,
            InactiveThreshold = _forgotten,
            MemStorage = true,
        });
        var consumer = await CreateAsync(context, stream, wanted, cancellationToken).ConfigureAwait(false);
        try
        {
            var left = consumer.Info.NumPending;
            while (left > 0)
            {
                var options = new NatsJSFetchOpts { MaxMsgs = Batch };
                var read = 0;
                await foreach (var message in consumer.FetchNoWaitAsync(options, NatsRawSerializer<byte[]>.Default, cancellationToken).ConfigureAwait(false))
                {
                    read++;
                    left = message.Metadata?.NumPending ?? 0;
                    yield return Read(message);
                }

                if (read == 0)
                {
                    break;
                }
            }
        }
        finally
        {
            await DeleteAsync(context, stream, wanted.Name!).ConfigureAwait(false);
        }
    }

    private static async Task<INatsJSConsumer> CreateAsync(
        NatsJSContext context, string stream, ConsumerConfig wanted, CancellationToken cancellationToken)
    {
        try
        {
            var consumer = await context.CreateOrUpdateConsumerAsync(stream, wanted, cancellationToken).ConfigureAwait(false);
            return consumer.Info.Config.FilterSubject == wanted.FilterSubject && consumer.Info.Config.DeliverPolicy == wanted.DeliverPolicy
                ? consumer
                : throw new TransportException(
                    $"The server would replay '{consumer.Info.Config.FilterSubject}' ({consumer.Info.Config.DeliverPolicy}) and not "
                    + $"'{wanted.FilterSubject}' ({wanted.DeliverPolicy}). It may be too old for that.");
        }
        catch (NatsException exception)
        {
            throw new TransportException($"The server does not replay '{wanted.FilterSubject}' of the stream '{stream}': {exception.Message}", exception);
        }
    }

    private static async Task DeleteAsync(NatsJSContext context, string stream, string name)
    {
        try
        {
            await context.DeleteConsumerAsync(stream, name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (NatsException)
        {
            // The server forgets it by itself.
        }
    }

    private static JetStreamMessage Read(INatsJSMsg<byte[]> message)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in message.Headers ?? [])
        {
            headers[name] = values.ToString();
        }

        return new JetStreamMessage(
            message.Subject,
            message.Metadata?.Sequence.Stream ?? 0,
            AckAddress.TimeOf(message.ReplyTo ?? string.Empty),
            headers,
            message.Data ?? []);
    }
}
