using Microsoft.Extensions.DependencyInjection;
using TypedBus.Routing;

namespace TypedBus.Hosting;

/// <summary>Finds, before the first event, the services that handlers need and cannot have.</summary>
internal static class ServiceCheck
{
    public static void Run(EventBusBuilder setup, IServiceProvider services, List<Subscription> subscriptions, HandlerPlan plan)
    {
        var known = services.GetService<IServiceProviderIsService>();
        foreach (var handler in subscriptions.Select(static subscription => subscription.Profile.Definition))
        {
            var needs = setup.HandlerClasses.GetValueOrDefault(handler.Type, []).Concat(handler.Services).Distinct();
            foreach (var need in needs)
            {
                if (known?.IsService(need) == false)
                {
                    plan.Add($"Handler '{handler.Name}' needs {TypeNames.Of(need)}, which is no service. Add it to the services.");
                }
                else if (handler.Lifetime == HandlerLifetime.Singleton && IsScoped(setup, need))
                {
                    plan.Add(
                        $"Handler '{handler.Name}' lives as long as the bus, and needs {TypeNames.Of(need)}, which is a scoped service. "
                        + "Mark its class [HandlerClass(HandlerLifetime.Scoped)].");
                }
            }
        }
    }

    private static bool IsScoped(EventBusBuilder setup, Type service) =>
        setup.Services.LastOrDefault(descriptor => descriptor.ServiceType == service)?.Lifetime == ServiceLifetime.Scoped;
}
