using TypedBus.Routing;

namespace TypedBus.Transports;

/// <summary>One transport of a bus, from start to end.</summary>
internal sealed class TransportHost(string name, ITransport transport, EventBus bus)
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();

    // How many settlements are under way that no worker waits for, and what ends with the last of them when the bus has stopped.
    private readonly PendingTasks _settlements = new();

    public string Name { get; } = name;

    public ITransport Transport { get; } = transport;

    public bool CarriesHeaders { get; } = transport.Features.HasFlag(TransportFeatures.Headers);

    public bool HasStarted => _started.Task.IsCompletedSuccessfully;

    /// <summary>Gets a task that ends when the transport carries events, or fails with what kept it from that.</summary>
    public Task Started => _started.Task;

    public List<string> Subjects { get; } = [];

    public async Task StartAsync()
    {
        try
        {
            await Transport.StartAsync(Subjects, _stopping.Token).ConfigureAwait(false);
            _started.TrySetResult();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _started.TrySetException(new PublishRefusedException($"The bus has stopped before the transport '{Name}' was up."));
        }
        catch (Exception exception)
        {
            _started.TrySetException(exception);
        }

        // Whoever publishes or waits for the bus gets it; nobody may.
        _ = _started.Task.Exception;
        await _started.Task.ConfigureAwait(false);
    }

    /// <summary>Begins to receive for a subscription.</summary>
    public async Task<IAsyncDisposable> SubscribeAsync(Inlet inlet)
    {
        await _started.Task.ConfigureAwait(false);
        return await Transport.SubscribeAsync(inlet.Describe(), inlet, _stopping.Token).ConfigureAwait(false);
    }

    /// <summary>Has the end of the bus wait for a settlement that no worker waits for.</summary>
    public void Track(ValueTask settlement) => _settlements.Add(settlement);

    public void CancelStart() => _stopping.Cancel();

    /// <summary>Ends the transport, when the workers have ended.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        _started.TrySetException(new PublishRefusedException($"The bus has stopped before the transport '{Name}' was up."));
        _ = _started.Task.Exception;
        try
        {
            await _settlements.WhenDone().WaitAsync(grace, bus.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }

        try
        {
            await Transport.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.TransportEndFailed(bus.Logger, exception, Name);
        }
    }
}
