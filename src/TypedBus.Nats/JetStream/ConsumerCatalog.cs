using System.Security.Cryptography;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>Makes the consumers of subscriptions, and verifies those that are there.</summary>
internal sealed class ConsumerCatalog(NatsJSContext context, JetStreamOptions options)
{
    private const int UniqueLength = 20;

    // Tells a group's passing consumer from its durable one.
    private const string OnceMark = "~once";

    /// <summary>Says what a subscription's consumer is to be.</summary>
    public ConsumerConfig Describe(TransportSubscription subscription)
    {
        // Without a group, one that is not durable is of this process alone: its name says nothing, and must be unique.
        var name = subscription.IsDurable
            ? ConsumerNames.Of(subscription)
            : subscription.Group is null
            ? "once-" + RandomNumberGenerator.GetHexString(UniqueLength, lowercase: true)
            : ConsumerNames.Of(subscription) + OnceMark;
        return new ConsumerConfig
        {
            Name = name,
            DurableName = subscription.IsDurable ? name : null,
            FilterSubject = subscription.Subject,
            DeliverPolicy = subscription.IsDurable && options.Start == JetStreamStart.All
                ? ConsumerConfigDeliverPolicy.All
                : ConsumerConfigDeliverPolicy.New,
            AckPolicy = ConsumerConfigAckPolicy.Explicit,
            ReplayPolicy = ConsumerConfigReplayPolicy.Instant,
            AckWait = options.AckWait,
            MaxAckPending = options.MaxAckPending,
            // The bus decides when to give up.
            MaxDeliver = -1,
            InactiveThreshold = subscription.IsDurable ? TimeSpan.Zero : options.InactiveThreshold,
        };
    }

    /// <summary>Makes the consumer, or takes the one that is there, changed to what is wanted.</summary>
    /// <exception cref="TransportException">The server has another one of the name that it cannot change, or refuses.</exception>
    public async Task<ConsumerInfo> PrepareAsync(string stream, ConsumerConfig wanted, CancellationToken cancellationToken)
    {
        var present = await context.TryGetConsumerAsync(stream, wanted.Name!, cancellationToken).ConfigureAwait(false);
        if (present is null)
        {
            return await ApplyAsync(stream, wanted, "make", cancellationToken).ConfigureAwait(false);
        }

        // Where it began is its own history: the server cannot change it, and it does not matter any more.
        var kept = wanted with
        {
            DeliverPolicy = present.Config.DeliverPolicy,
            OptStartSeq = present.Config.OptStartSeq,
            OptStartTime = present.Config.OptStartTime,
        };
        return Differences(kept, present.Config).Count == 0
            ? present
            : await ApplyAsync(stream, kept, "change", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a consumer again that somebody has deleted; all is settled up to the floor, a place in the stream.</summary>
    public async Task<ConsumerInfo> RestoreAsync(string stream, ConsumerConfig wanted, ulong floor, CancellationToken cancellationToken)
    {
        var state = (await context.GetStreamAsync(stream, request: null, cancellationToken).ConfigureAwait(false)).Info.State;

        // A stream that has less than was settled is another one of the same name: all in it is new.
        var resumed = floor <= state.LastSeq
            ? wanted with { DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence, OptStartSeq = floor + 1 }
            : wanted with { DeliverPolicy = ConsumerConfigDeliverPolicy.All };
        return await ApplyAsync(stream, resumed, "make", cancellationToken).ConfigureAwait(false);
    }

    public static IReadOnlyList<string> Differences(ConsumerConfig wanted, ConsumerConfig present)
    {
        var differences = new List<string>();
        Compare("filter_subject", wanted.FilterSubject ?? string.Empty, present.FilterSubject ?? string.Empty);
        Compare("deliver_policy", wanted.DeliverPolicy, present.DeliverPolicy);
        Compare("opt_start_seq", wanted.OptStartSeq, present.OptStartSeq);
        Compare("ack_policy", wanted.AckPolicy, present.AckPolicy);
        Compare("ack_wait", wanted.AckWait, present.AckWait);
        Compare("max_ack_pending", wanted.MaxAckPending, present.MaxAckPending);
        Compare("max_deliver", wanted.MaxDeliver, present.MaxDeliver);
        Compare("durable_name", wanted.DurableName ?? string.Empty, present.DurableName ?? string.Empty);
        Compare("deliver_subject", string.Empty, present.DeliverSubject ?? string.Empty);
        if (wanted.InactiveThreshold > TimeSpan.Zero)
        {
            Compare("inactive_threshold", wanted.InactiveThreshold, present.InactiveThreshold);
        }

        return differences;

        void Compare<T>(string name, T asked, T has)
        {
            if (!EqualityComparer<T>.Default.Equals(asked, has))
            {
                differences.Add($"{name} is '{has}' and not '{asked}'");
            }
        }
    }

    private async Task<ConsumerInfo> ApplyAsync(string stream, ConsumerConfig wanted, string verb, CancellationToken cancellationToken)
    {
        ConsumerInfo echoed;
        try
        {
            echoed = (await context.CreateOrUpdateConsumerAsync(stream, wanted, cancellationToken).ConfigureAwait(false)).Info;
        }
        catch (NatsJSApiException exception)
        {
            throw new TransportException(
                $"The server does not {verb} the consumer '{wanted.Name}' of the stream '{stream}' for '{wanted.FilterSubject}': {exception.Message} "
                + $"(error {exception.Error.ErrCode}). Delete the consumer if it is another's or of older settings, or give the handler another name.",
                exception);
        }

        var differences = Differences(wanted, echoed.Config);
        return differences.Count == 0
            ? echoed
            : throw new TransportException(
                $"The server has the consumer '{wanted.Name}' of the stream '{stream}' otherwise than it was asked to: "
                + $"{string.Join("; ", differences)}. Delete the consumer, and start again.");
    }
}
