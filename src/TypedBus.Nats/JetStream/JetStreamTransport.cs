using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using TypedBus.Nats.JetStream;

namespace TypedBus.Nats;

/// <summary>
/// Events travel by JetStream: streams keep what is published, durable consumers deliver it to subscriptions until it is settled. Each is
/// delivered at least once.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class JetStreamTransport : ITransport
{
    private static readonly TimeSpan _longestBeat = TimeSpan.FromSeconds(5);

    private readonly JetStreamOptions _options;
    private readonly NatsLink _link;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Feed, bool> _feeds = new();
    private readonly Lock _lock = new();

    // Set by the start, once all of it is there.
    private Running? _running;
    private Task? _end;

    /// <summary>Makes the transport; <see cref="StartAsync"/> connects it.</summary>
    /// <param name="options">The settings, of which <see cref="NatsOptions.JetStream"/> is for this transport alone.</param>
    /// <param name="loggers">Where to log, or null for nowhere.</param>
    /// <param name="time">What time it is, or null for the machine's.</param>
    /// <exception cref="TransportException">The settings contradict one another, or cannot be read.</exception>
    public JetStreamTransport(NatsOptions options, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.JetStream;
        _time = time ?? TimeProvider.System;
        OptionsCheck.Verify(_options);
        _link = new NatsLink(options, loggers ?? NullLoggerFactory.Instance, _time);
    }

    /// <inheritdoc/>
    public TransportFeatures Features => TransportFeatures.Headers | TransportFeatures.Settlement | TransportFeatures.Persistence;

    /// <inheritdoc/>
    public TransportHealth Health
    {
        get
        {
            var health = _link.Health;
            return health.Status == TransportStatus.Up && _running is null
                ? new TransportHealth(TransportStatus.Down, "JetStream has not started.")
                : health.Status == TransportStatus.Up && Problem is { } problem
                ? new TransportHealth(TransportStatus.Degraded, problem)
                : health;
        }
    }

    private string? Problem => _feeds.Keys.Select(static feed => feed.Problem).FirstOrDefault(static problem => problem is not null);

    /// <summary>Makes the transport of a bus.</summary>
    internal static JetStreamTransport Create(IServiceProvider services) =>
        new(NatsSetup.Read(services), services.GetService<ILoggerFactory>(), services.GetService<TimeProvider>());

    private Running Started => _running
        ?? throw new TransportException("The transport has not started, or has ended. Start the bus before anything else.");

    /// <inheritdoc/>
    public async Task StartAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        try
        {
            await _link.ConnectAsync(cancellationToken).ConfigureAwait(false);
            var context = new NatsJSContext(_link.Client);
            var streams = new StreamCatalog(context, _options);
            await streams.PrepareAsync(subjects, cancellationToken).ConfigureAwait(false);
            var publisher = new Publisher(_link.Client, context, _options, _time);
            await publisher.StartAsync(cancellationToken).ConfigureAwait(false);
            var host = new FeedHost(_link.Client, context, _options, publisher, _time, _link.Logger);
            _link.Client.ConnectionOpened += ReconnectAsync;
            var beat = _options.AckWait / 4 < _longestBeat ? _options.AckWait / 4 : _longestBeat;
            _running = new Running(streams, publisher, host, _time.CreateTimer(Beat, null, beat, beat));
        }
        catch
        {
            await _link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        Started.Publisher.PublishAsync(subject, in headers, body, cancellationToken);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> SubscribeAsync(
        TransportSubscription subscription, ITransportReceiver receiver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(receiver);
        var running = Started;
        try
        {
            var stream = await running.Streams.StreamOfAsync(subscription.Subject, cancellationToken).ConfigureAwait(false);
            var wanted = running.Host.Consumers.Describe(subscription);
            var consumer = await running.Host.Consumers.PrepareAsync(stream, wanted, cancellationToken).ConfigureAwait(false);
            var feed = new Feed(running.Host, subscription, receiver, stream, consumer, wanted);
            _feeds.TryAdd(feed, true);
            await feed.StartAsync(cancellationToken).ConfigureAwait(false);
            return feed;
        }
        catch (NatsException exception)
        {
            throw new TransportException(
                $"'{subscription.Name}' cannot subscribe to '{subscription.Subject}': {exception.Message} See that the server is there.", exception);
        }
    }

    /// <summary>
    /// Publishes the dead letters of a handler again, so that it alone takes them, and removes each when a stream has stored it. What
    /// fails again becomes a dead letter again.
    /// </summary>
    /// <param name="handler">The handler's name, as <see cref="DeadLetterHeaders.Handler"/> has it.</param>
    /// <param name="most">How many to send at most. The default is all that there are when it begins.</param>
    /// <param name="cancellationToken">Cancels between two letters. What was sent stays sent.</param>
    /// <returns>How many were sent.</returns>
    /// <exception cref="TransportException">A letter cannot be read or sent. It stays, and so do those behind it.</exception>
    public async Task<int> SendDeadLettersBackAsync(string handler, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(handler);
        try
        {
            return await Started.Host.DeadLetters.SendBackAsync(handler, most, cancellationToken).ConfigureAwait(false);
        }
        catch (NatsException exception)
        {
            throw new TransportException($"The dead letters of '{handler}' cannot be sent back: {exception.Message}", exception);
        }
    }

    /// <summary>Gives the subject under which the dead letters of a handler are kept.</summary>
    /// <param name="handler">The handler's name.</param>
    /// <returns>The subject, for <see cref="ReplayAsync"/> or other tools.</returns>
    public string DeadLetterSubject(string handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(handler);
        return DeadLetterStream.SubjectOf(_options.DeadLetters, handler);
    }

    /// <summary>
    /// Reads what a stream has of a subject, in the order of the stream, up to what it had when the reading began to end. Nothing is settled, and no
    /// subscription notices it.
    /// </summary>
    /// <param name="subject">The subject, with <c>*</c> and <c>&gt;</c> as wildcards; one stream takes all of it.</param>
    /// <param name="from">Where to begin. The default is the oldest message.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The messages.</returns>
    /// <exception cref="TransportException">No stream takes the subject, or the server refuses.</exception>
    public async IAsyncEnumerable<JetStreamMessage> ReplayAsync(
        string subject, ReplayFrom from = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var running = Started;
        var stream = await running.Streams.StreamOfAsync(subject, cancellationToken).ConfigureAwait(false);
        var messages = Replay.ReadAsync(running.Host.Context, stream, subject, from, cancellationToken);
        await foreach (var message in messages.ConfigureAwait(false))
        {
            yield return message;
        }
    }

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_running is null)
        {
            return;
        }

        try
        {
            foreach (var feed in _feeds.Keys)
            {
                await feed.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            // What the server has sent before it answers has come.
            await _link.Client.PingAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NatsException exception)
        {
            throw new TransportException($"The server cannot be asked what is on its way: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            return new ValueTask(_end ??= EndAsync());
        }
    }

    private async Task EndAsync()
    {
        await Task.Yield();
        if (Interlocked.Exchange(ref _running, null) is { } running)
        {
            // First nothing new comes; then what has been settled leaves; then the connection ends.
            await Task.WhenAll(_feeds.Keys.Select(static feed => feed.DisposeAsync().AsTask())).ConfigureAwait(false);
            await running.Timer.DisposeAsync().ConfigureAwait(false);
            _link.Client.ConnectionOpened -= ReconnectAsync;
            await running.Publisher.DisposeAsync().ConfigureAwait(false);
            await _link.DisposeAsync().ConfigureAwait(false);
            running.Host.End();
        }

        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private void Beat(object? state)
    {
        foreach (var feed in _feeds.Keys)
        {
            feed.Beat();
            if (feed.IsOver)
            {
                _feeds.TryRemove(feed, out _);
            }
        }
    }

    private ValueTask ReconnectAsync(object? sender, NatsEventArgs opened)
    {
        foreach (var feed in _feeds.Keys)
        {
            feed.Reconnect();
        }

        return default;
    }

    private sealed record Running(StreamCatalog Streams, Publisher Publisher, FeedHost Host, ITimer Timer);
}
