using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TypedBus.Hosting;
using TypedBus.Runtime;

namespace TypedBus;

/// <summary>Adds a bus to an application.</summary>
public static class EventBusServiceCollectionExtensions
{
    /// <summary>
    /// Adds a bus that starts and stops with the application's host. Inject <see cref="EventBus"/> to publish and dispatch.
    /// </summary>
    /// <remarks>
    /// Classes of handlers are added as services of their lifetime, but for those that are there already. The section <c>TypedBus</c> of the
    /// configuration goes before what <paramref name="configure"/> sets.
    /// </remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="modules">The generated modules, as <c>EventModules.All</c>.</param>
    /// <param name="configure">Sets the bus up. The default changes nothing.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The services have a bus already.</exception>
    public static IServiceCollection AddTypedBus(
        this IServiceCollection services, IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure = null)
    {
        services.AddBus(modules, configure);
        services.AddSingleton<IHostedService, EventBusHost>();
        return services;
    }

    internal static void AddBus(this IServiceCollection services, IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(modules);
        if (services.Any(static service => service.ServiceType == typeof(EventBus)))
        {
            throw new InvalidOperationException("The services have a bus already. Add it once, with all its modules.");
        }

        var builder = new EventBusBuilder(services, modules);
        configure?.Invoke(builder);
        var registration = new HandlerClassRegistration(builder);
        foreach (var module in builder.Modules)
        {
            registration.Add(module);
        }

        services.AddSingleton(provider => new EventBus(builder, provider));
    }
}
