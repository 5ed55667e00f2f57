using Microsoft.Extensions.Hosting;

namespace TypedBus.Hosting;

/// <summary>Starts a bus with its host, and stops it when the host's other services have stopped, so that these may publish to the end.</summary>
internal sealed class EventBusHost(EventBus bus) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Before the other services start: whatever they publish first is handled at once.
        bus.Start();
        // Not to be waited for without transports: a bus that was stopped meanwhile has a task that is cancelled, and starting it does nothing.
        return bus.Transports.Count == 0 ? Task.CompletedTask : bus.Running.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => bus.StopAsync(cancellationToken);
}
