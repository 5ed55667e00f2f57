using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using TypedBus.Runtime;

namespace TypedBus.Testing;

/// <summary>
/// A bus for tests: the real one, with its generated code, queues and workers, in virtual time. It tells when all that follows from what was
/// published has ended, keeps a record of cause and effect, and has handlers fail on demand.
/// </summary>
/// <remarks>
/// <para>
/// Each delivery has a context of its own, and one that is used after its delivery has ended throws <see cref="ObjectDisposedException"/>.
/// Retry delays have no jitter.
/// </para>
/// <para>Safe for use by several threads. Each instance is a bus of its own: tests may run in parallel. Nothing in it waits for real time.</para>
/// </remarks>
public sealed partial class TestBus : IAsyncDisposable
{
    private readonly TestTime _time;
    private readonly WaitTime _waits;
    private readonly BusRecord _record;
    private readonly FaultList _faults;

    private TestBus(EventBus bus, TestTime time, WaitTime waits, BusRecord record, FaultList faults)
    {
        Bus = bus;
        _time = time;
        _waits = waits;
        _record = record;
        _faults = faults;
        _waits.Attach(bus);
    }

    /// <summary>Gets the bus itself, for code under test that takes one.</summary>
    public EventBus Bus { get; }

    /// <summary>
    /// Gets the clock of the bus and of its handlers: the service <see cref="TimeProvider"/>. It stands still until
    /// <see cref="Idle"/> or the test moves it.
    /// </summary>
    public FakeTimeProvider Time => _time;

    /// <summary>Gets the services of the bus.</summary>
    public IServiceProvider Services => Bus.Services;

    /// <summary>Starts a bus. Its services have the virtual clock as <see cref="TimeProvider"/>, whatever else is registered.</summary>
    /// <param name="modules">The generated modules, as <c>EventModules.All</c>.</param>
    /// <param name="configure">Sets the bus up, and adds the services that handlers need. The default changes nothing.</param>
    /// <returns>The running bus.</returns>
    /// <exception cref="InvalidOperationException">Something in code or services is wrong; the message names all of it.</exception>
    public static TestBus Start(IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure = null)
    {
        var time = new TestTime();
        var waits = new WaitTime(time);
        var record = new BusRecord(waits);
        var faults = new FaultList();
        var bus = EventBus.Start(modules, builder =>
        {
            builder.Probe = record;

            // Outermost, to see what the delivery comes to; the faults innermost, in the handler's place.
            builder.Use(record.Wrap);
            configure?.Invoke(builder);
            builder.Use(faults.Wrap);
            builder.Services.RemoveAll<TimeProvider>();
            builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<FakeTimeProvider>(time);
        });
        record.Order(bus.HandlerNames);
        return new TestBus(bus, time, waits, record, faults);
    }

    /// <inheritdoc cref="EventBus.PublishAsync{TEvent}(in TEvent, CancellationToken)"/>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default) =>
        Bus.PublishAsync(in @event, cancellationToken);

    /// <inheritdoc cref="EventBus.PublishAsync{TEvent}(in TEvent, PublishOptions?, CancellationToken)"/>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, PublishOptions? options, CancellationToken cancellationToken = default) =>
        Bus.PublishAsync(in @event, options, cancellationToken);

    /// <inheritdoc cref="EventBus.DispatchAsync{TEvent}(in TEvent, CancellationToken)"/>
    /// <remarks>
    /// A dispatch goes past queues and middleware: it is not recorded, and faults do not strike it. What its handlers return is published,
    /// and recorded.
    /// </remarks>
    public ValueTask DispatchAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default) =>
        Bus.DispatchAsync(in @event, cancellationToken);

    /// <summary>
    /// Stops the bus at once: tokens of handlers that still run are cancelled, and what is queued or waits for another attempt is dropped,
    /// with an error in the log. A handler that heeds no token is left behind after a second of real time. Await <see cref="Idle"/> first
    /// where all is to be handled.
    /// </summary>
    /// <returns>A task that ends when the bus has stopped and its services are disposed of.</returns>
    public async ValueTask DisposeAsync()
    {
        // Nobody is left to move virtual time on.
        _time.BecomeReal();
        if (Bus.IsStopping)
        {
            // The test has stopped the bus before, by a limit in virtual time.
            _time.Advance(Bus.Options.StopTimeout + TimeSpan.FromSeconds(1));
        }

        await Bus.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await Bus.DisposeAsync().ConfigureAwait(false);
    }
}
