using Microsoft.Extensions.DependencyInjection;
using TypedBus.Nats;

namespace TypedBus;

/// <summary>Sets the NATS transports of a bus up.</summary>
public static class NatsBuilderExtensions
{
    /// <summary>
    /// Sets up how both NATS transports, <c>nats</c> and <c>jetstream</c>, connect. Which events travel by them is chosen by routes, not here. The
    /// section <c>TypedBus:Nats</c> of the configuration goes before what is set here.
    /// </summary>
    /// <param name="builder">What sets the bus up.</param>
    /// <param name="configure">Changes the settings. Several calls follow one another.</param>
    /// <returns>The same builder.</returns>
    public static EventBusBuilder UseNats(this EventBusBuilder builder, Action<NatsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddSingleton(new NatsSetup(configure));
        return builder;
    }
}
