using Microsoft.Extensions.Hosting;
using TypedBus.Runtime;

namespace TypedBus.Conformance;

/// <summary>
/// What carries the events of a bus: a transport, or the process alone. Whoever makes a transport derives from it, says what the transport can
/// do, and has the buses of the tests use it.
/// </summary>
/// <remarks>One instance serves any number of tests at once. They tell their events apart by a token in the subject.</remarks>
public abstract class Carrier
{
    /// <summary>Gets the name of the carrier, as the table has it.</summary>
    public abstract string Name { get; }

    /// <summary>Gets what the carrier can do.</summary>
    public abstract CarrierFeatures Features { get; }

    /// <summary>
    /// Gets the modules that every bus has besides that of the suite: the transport's own, as <c>EventModules.All</c> of its tests has it.
    /// </summary>
    public virtual IEnumerable<EventModule> Modules => [];

    /// <summary>Gets how long a test waits for what must come. The default is a minute, which only a test that hangs ever takes.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromMinutes(1);

    /// <summary>Gets whether the tests run at full size. The default is what <c>TYPEDBUS_LONG=1</c> in the environment says.</summary>
    public virtual bool IsLong => Environment.GetEnvironmentVariable("TYPEDBUS_LONG") == "1";

    /// <summary>Gets how many bytes an event may bring along. The default is 512 KiB.</summary>
    public virtual int LargestPayload => 512 * 1024;

    /// <summary>Gets how long the broker waits for a settlement, for <see cref="CarrierFeatures.SettleTime"/>.</summary>
    public virtual TimeSpan SettleTime => throw new NotSupportedException();

    /// <summary>Gets how many bytes a publish may allocate on its thread, for <see cref="CarrierFeatures.PublishBytes"/>. The default is 0.</summary>
    public virtual int PublishBytes => 0;

    /// <summary>Sets up one of the buses of a test, so that its events travel by the carrier. The default changes nothing.</summary>
    /// <param name="application">The application around the bus, with its configuration.</param>
    /// <param name="bus">The bus.</param>
    public virtual void Configure(IHostApplicationBuilder application, EventBusBuilder bus)
    {
    }

    /// <summary>Stops one of the buses of a test. The default calls its method.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="cancellationToken">Cuts the stop short.</param>
    /// <returns>A task that ends when the bus has stopped.</returns>
    public virtual Task StopAsync(EventBus bus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.StopAsync(cancellationToken);
    }

    /// <summary>
    /// Kills the server and starts it again on its data, for <see cref="CarrierFeatures.Restart"/>. What has been published and is not settled
    /// must be there again.
    /// </summary>
    /// <returns>A task that ends when the server runs again.</returns>
    public virtual Task RestartAsync() => throw new NotSupportedException();

    /// <summary>Tells whether the carrier can do all of this.</summary>
    /// <param name="features">What it should be able to do.</param>
    /// <returns>Whether it can.</returns>
    public bool Can(CarrierFeatures features) => (Features & features) == features;
}
