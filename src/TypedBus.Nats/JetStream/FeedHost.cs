using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>What the feeds of one transport share: the connection, and what is sent on it.</summary>
internal sealed class FeedHost(
    NatsConnection connection, NatsJSContext context, JetStreamOptions options, Publisher publisher, TimeProvider time, ILogger logger)
{
    /// <summary>For how long a pull stands, and how often the server says that it does.</summary>
    private static readonly TimeSpan _pullExpires = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(5);

    // How long the end of a subscription may take, where the server does not answer.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();

    /// <summary>Gets how long a server is silent at most that has been asked for deliveries.</summary>
    public static TimeSpan LongestSilence => 2 * _heartbeat;

    public NatsConnection Connection => connection;

    public NatsJSContext Context => context;

    public JetStreamOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public ConsumerCatalog Consumers { get; } = new(context, options);

    public DeadLetterStream DeadLetters { get; } = new(context, options, publisher);

    public bool IsOpen => connection.ConnectionState == NatsConnectionState.Open;

    /// <summary>Gets what is canceled when the transport ends.</summary>
    public CancellationToken Ending => _ending.Token;

    public void End() => _ending.Cancel();

    /// <summary>Sends a settlement. Where the connection is gone, it waits for another as long as it can still be of use.</summary>
    public ValueTask SendSettlementAsync(string replyTo, ReadOnlyMemory<byte> settlement)
    {
        if (options.ConfirmSettlement)
        {
            return ConfirmAsync(replyTo, settlement);
        }

        return IsOpen
            ? connection.PublishAsync(replyTo, settlement, headers: null, replyTo: null, BodySerializer.Instance, opts: null, _ending.Token)
            : SendLateAsync(replyTo, settlement);
    }

    public void SendProgress(string replyTo) => Send(replyTo, Settlements.Progress);

    public void SendBack(string replyTo) => Send(replyTo, Settlements.Again(TimeSpan.Zero));

    public void SendPull(string subject, string replyTo, long count)
    {
        var request = new ConsumerGetnextRequest { Batch = count, Expires = _pullExpires, IdleHeartbeat = _heartbeat };
        Observe(connection.PublishAsync(
            subject, request, headers: null, replyTo, NatsJSJsonSerializer<ConsumerGetnextRequest>.Default, opts: null, _ending.Token));
    }

    /// <summary>Ends the subscription of an inbox; when that has ended, nothing comes any more.</summary>
    public async Task EndAsync(Inbox inbox)
    {
        using var patience = new CancellationTokenSource(_patience, time);
        try
        {
            await inbox.DrainAsync(patience.Token).ConfigureAwait(false);
            await inbox.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException or ObjectDisposedException)
        {
            JetStreamLog.SendFailed(logger, exception);
        }
    }

    private async ValueTask ConfirmAsync(string replyTo, ReadOnlyMemory<byte> settlement)
    {
        try
        {
            await connection
                .RequestAsync<ReadOnlyMemory<byte>, byte[]>(
                    replyTo,
                    settlement,
                    requestSerializer: BodySerializer.Instance,
                    replySerializer: NatsRawSerializer<byte[]>.Default,
                    cancellationToken: _ending.Token)
                .ConfigureAwait(false);
        }
        catch (NatsException exception)
        {
            throw new TransportException("The server has not confirmed a settlement: it may deliver it again.", exception);
        }
    }

    private async ValueTask SendLateAsync(string replyTo, ReadOnlyMemory<byte> settlement)
    {
        using var limit = new CancellationTokenSource(options.AckWait / 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        try
        {
            await connection
                .PublishAsync(replyTo, settlement, headers: null, replyTo: null, BodySerializer.Instance, opts: null, either.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or NatsException)
        {
            throw new TransportException("A settlement could not be sent, since the server cannot be reached: it will deliver it again.", exception);
        }
    }

    private void Send(string replyTo, ReadOnlyMemory<byte> settlement)
    {
        if (IsOpen)
        {
            Observe(connection.PublishAsync(replyTo, settlement, headers: null, replyTo: null, BodySerializer.Instance, opts: null, _ending.Token));
        }
    }

    // What fails here the server makes up for, by time.
    private void Observe(ValueTask sending)
    {
        if (!sending.IsCompletedSuccessfully)
        {
            _ = ObserveAsync(sending);
        }
    }

    private async Task ObserveAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            JetStreamLog.SendFailed(logger, exception);
        }
    }
}
