using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>Core NATS: to whoever is there, at most once. Nothing is kept, confirmed or settled.</summary>
internal sealed class NatsTransport : ITransport
{
    private readonly NatsOptions _options;
    private readonly NatsLink _link;
    private readonly NatsConnection _client;
    private readonly DropCount _dropped;
    private readonly HashSet<NatsFeed> _feeds = [];
    private readonly Lock _gate = new();
    private Task? _ending;

    // The last subject that was found legal: events without placeholders have the same object each time. Races make others look once more.
    private string? _legal;

    /// <exception cref="TransportException">The settings contradict one another, or cannot be read.</exception>
    public NatsTransport(NatsOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        _options = options;
        _link = new NatsLink(options, loggers, time);
        _client = _link.Client;
        _dropped = new DropCount(time);
    }

    public TransportFeatures Features =>
        _options.Headers == NatsHeaderMode.CloudEvents ? TransportFeatures.Headers : TransportFeatures.None;

    /// <summary>Gets the client, for tests that need to know when it has noticed something.</summary>
    internal NatsConnection Client => _client;

    public TransportHealth Health
    {
        get
        {
            var health = _link.Health;
            return health.Status == TransportStatus.Up && _dropped.Lately is var count and > 0
                ? new TransportHealth(
                    TransportStatus.Degraded,
                    $"{count} deliveries have been dropped lately, since more than {_options.PendingLimit} waited for their handlers.")
                : health;
        }
    }

    public static NatsTransport Create(IServiceProvider services) => new(
        NatsSetup.Read(services),
        services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
        services.GetService<TimeProvider>() ?? TimeProvider.System);

    public Task StartAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken) => _link.ConnectAsync(cancellationToken);

    public ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        NatsHeaders? block = null;
        try
        {
            if (!ReferenceEquals(subject, _legal))
            {
                Subjects.ThrowIfIllegal(subject);
                _legal = subject;
            }

            block = _options.Headers == NatsHeaderMode.CloudEvents ? HeaderBlocks.Take(in headers) : null;
            var sending = SendAsync(subject, block, body, cancellationToken);
            if (!sending.IsCompletedSuccessfully)
            {
                return FinishAsync(sending, subject, block, body, cancellationToken);
            }

            sending.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is NatsException or ObjectDisposedException)
        {
            return ValueTask.FromException(Explain(exception, subject, body.Length));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }

        HeaderBlocks.Return(block);
        return default;
    }

    public async Task<IAsyncDisposable> SubscribeAsync(
        TransportSubscription subscription, ITransportReceiver receiver, CancellationToken cancellationToken)
    {
        var feed = new NatsFeed(this, _client, subscription, receiver, _options);
        lock (_gate)
        {
            _feeds.Add(feed);
        }

        try
        {
            await _client.AddSubAsync(feed, cancellationToken).ConfigureAwait(false);

            // The server has it when it answers: nothing that is published from here on is missed.
            await _client.PingAsync(cancellationToken).ConfigureAwait(false);
            return feed;
        }
        catch (Exception exception)
        {
            await feed.DisposeAsync().ConfigureAwait(false);
            throw exception is NatsException
                ? new TransportException($"NATS does not take the subscription '{subscription.Name}' to '{subscription.Subject}': {exception.Message}", exception)
                : exception;
        }
    }

    /// <summary>Waits for the server's answer, which comes behind all that it had to send here before it was asked.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.PingAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NatsException exception)
        {
            throw new TransportException($"{_link.Server} does not answer: {exception.Message}", exception);
        }
    }

    /// <summary>Ends the feeds, then waits until the server has what was published. A second call waits for the first.</summary>
    public ValueTask DisposeAsync()
    {
        // One end for all who ask: the lock is held until its task is there for others to see.
        lock (_gate)
        {
            return new ValueTask(_ending ??= EndAsync());
        }
    }

    internal void CountDropped(string subject)
    {
        if (_dropped.Add())
        {
            Log.Dropping(_link.Logger, subject, _options.PendingLimit);
        }
    }

    internal void Remove(NatsFeed feed)
    {
        lock (_gate)
        {
            _feeds.Remove(feed);
        }
    }

    private ValueTask SendAsync(string subject, NatsHeaders? block, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _client.PublishAsync(subject, body, block, serializer: BodySerializer.Instance, cancellationToken: cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(
        ValueTask sending, string subject, NatsHeaders? block, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await sending.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _ending is null)
            {
                // The connection was lost while it was asked for: nothing has been written yet.
                await SendAsync(subject, block, body, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Explain(exception, subject, body.Length);
        }

        HeaderBlocks.Return(block);
    }

    private TransportException Explain(Exception exception, string subject, int length) => exception switch
    {
        NatsPayloadTooLargeException => new TransportException(
            $"An event on '{subject}' is too large for NATS: with {length} bytes and its headers it is over the server's limit of "
            + $"{_client.ServerInfo?.MaxPayload} bytes. Send less, or raise max_payload in the server's configuration.",
            exception),
        ObjectDisposedException or OperationCanceledException => new TransportException(
            $"An event on '{subject}' was not sent: the transport has been closed.", exception),
        TimeoutException => new TransportException(
            $"An event on '{subject}' was not sent in time: the server at {_link.Server} takes nothing at the moment.", exception),
        _ => new TransportException($"An event on '{subject}' was not sent to {_link.Server}: {exception.Message}", exception),
    };

    private async Task EndAsync()
    {
        await Task.Yield();
        NatsFeed[] feeds;
        lock (_gate)
        {
            feeds = [.. _feeds];
        }

        try
        {
            await Task.WhenAll(feeds.Select(static feed => feed.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
        finally
        {
            await _link.DisposeAsync().ConfigureAwait(false);
        }
    }
}
