using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedBus.Runtime;

namespace TypedBus.Hosting;

/// <summary>Adds the classes of handlers to the services of the application, but for those that the user added.</summary>
internal sealed class HandlerClassRegistration(EventBusBuilder builder)
{
    public void Add(EventModule module) => module.Register(new ModuleRegistry(this));

    public void Add<THandlers>(HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, Type[] services)
        where THandlers : class
    {
        var before = builder.Services.Count;
        builder.Services.TryAdd(new ServiceDescriptor(
            typeof(THandlers), create, lifetime == HandlerLifetime.Scoped ? ServiceLifetime.Scoped : ServiceLifetime.Singleton));
        if (builder.Services.Count != before)
        {
            builder.HandlerClasses[TypeNames.Of(typeof(THandlers))] = services;
        }
    }
}
