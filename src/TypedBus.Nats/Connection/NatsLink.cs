using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>The connection of one transport to the server, from start to end.</summary>
internal sealed class NatsLink : IAsyncDisposable
{
    // How long what went wrong shows in the health.
    public static readonly TimeSpan TroubleLasts = TimeSpan.FromMinutes(1);

    // A server that answers and then breaks off is not waited for for ever: it may just be starting, and then it does so once.
    private const int MostBrokenStarts = 3;
    private static readonly TimeSpan _flushLimit = TimeSpan.FromSeconds(5);

    private readonly NatsOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Trouble? _trouble;

    // A subscription that the server refused gets nothing as long as the connection lasts.
    private string? _refused;
    private Task? _ending;

    /// <exception cref="TransportException">The settings contradict one another, or cannot be read.</exception>
    public NatsLink(NatsOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Logger = loggers.CreateLogger("TypedBus.Nats");
        var client = ClientOptions.From(options, loggers);
        try
        {
            Client = new NatsConnection(client);
        }
        catch (Exception exception)
        {
            throw new TransportException(
                $"The client cannot be made from the settings of NATS: {exception.Message} Correct the section {NatsSetup.SectionName}.", exception);
        }

        Server = ClientOptions.WithoutSecrets(client.Url);
        Client.ServerError += OnServerError;
        Client.ConnectionDisconnected += OnDisconnected;
    }

    /// <summary>Gets the client.</summary>
    public NatsConnection Client { get; }

    /// <summary>Gets where the server is, for messages.</summary>
    public string Server { get; }

    public ILogger Logger { get; }

    /// <summary>Gets how the connection is.</summary>
    public TransportHealth Health
    {
        get
        {
            if (_ending is not null)
            {
                return new TransportHealth(TransportStatus.Down, "The transport has been closed.");
            }

            return Client.ConnectionState switch
            {
                NatsConnectionState.Open => (_refused ?? Recent(_trouble)) is { } trouble
                    ? new TransportHealth(TransportStatus.Degraded, trouble)
                    : new TransportHealth(TransportStatus.Up, $"Connected to {Server}."),
                NatsConnectionState.Reconnecting =>
                    new TransportHealth(TransportStatus.Down, $"The connection to {Server} is lost. The client keeps trying to connect."),
                NatsConnectionState.Failed =>
                    new TransportHealth(TransportStatus.Down, $"{Server} refuses the client, which has given up. Correct the settings and start again."),
                _ => new TransportHealth(TransportStatus.Down, $"There is no connection to {Server} yet."),
            };
        }
    }

    /// <summary>Connects, and waits for a server that is absent where the settings say so.</summary>
    /// <exception cref="TransportException">The server refuses the client, or is absent and not waited for.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var delay = _options.ReconnectDelay;
        var (waits, broken) = (false, 0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await Client.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                Log.Connected(Logger, Server);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var isAbsent = ConnectFailure.IsAbsence(exception);
                broken = isAbsent ? 0 : broken + 1;
                if (ConnectFailure.Refusal(exception, _options, Server) is { } refusal)
                {
                    throw refusal;
                }

                if (!_options.WaitForServer || broken == MostBrokenStarts)
                {
                    throw isAbsent ? ConnectFailure.Absent(exception, Server) : ConnectFailure.Broken(exception, Server);
                }

                if (!waits)
                {
                    waits = true;
                    Log.Waiting(Logger, Server, ConnectFailure.Reason(exception));
                }
            }

            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < _options.MaxReconnectDelay ? delay * 2 : _options.MaxReconnectDelay;
        }
    }

    /// <summary>Waits until the server has all that was published, and ends the connection. A second call waits for the first.</summary>
    public ValueTask DisposeAsync()
    {
        // One end for all who ask: the lock is held until its task is there for others to see.
        lock (_gate)
        {
            return new ValueTask(_ending ??= EndAsync());
        }
    }

    private async Task EndAsync()
    {
        await Task.Yield();
        if (Client.ConnectionState == NatsConnectionState.Open)
        {
            // The server answers when it has read what was written before.
            using var limit = new CancellationTokenSource(_flushLimit, _time);
            try
            {
                await Client.PingAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or NatsException)
            {
                Log.NotFlushed(Logger, exception, Server);
            }
        }

        await Client.DisposeAsync().ConfigureAwait(false);
    }

    private string? Recent(Trouble? trouble) =>
        trouble is not null && _time.GetElapsedTime(trouble.Since) < TroubleLasts ? trouble.Text : null;

    private ValueTask OnServerError(object? sender, NatsServerErrorEventArgs error)
    {
        Log.ServerError(Logger, Server, error.Error);
        var text = $"{Server} said: {error.Error}.";
        if (error.Kind == NatsServerErrorKind.PermissionsViolation && error.Error.Contains("Subscription", StringComparison.OrdinalIgnoreCase))
        {
            _refused = text;
        }
        else
        {
            _trouble = new Trouble(_time.GetTimestamp(), text);
        }

        return default;
    }

    private ValueTask OnDisconnected(object? sender, NatsEventArgs arguments)
    {
        // Whoever is refused again is told again.
        _refused = null;
        return default;
    }

    private sealed record Trouble(long Since, string Text);
}
