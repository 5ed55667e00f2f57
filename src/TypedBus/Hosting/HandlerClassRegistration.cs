using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedBus.Runtime;

namespace TypedBus.Hosting;

/// <summary>Adds the classes of handlers to the services of the application, but for those that the user added.</summary>
internal sealed class HandlerClassRegistration(EventBusBuilder builder) : ModuleRegistry
{
    public override void AddEvent<TEvent>(string subject)
    {
    }

    public override void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash)
    {
    }

    public override void AddSubject<TEvent>(SubjectWriter<TEvent> write)
    {
    }

    public override void AddHandlerClass<THandlers>(
        HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, params Type[] services)
    {
        var before = builder.Services.Count;
        builder.Services.TryAdd(new ServiceDescriptor(
            typeof(THandlers), create, lifetime == HandlerLifetime.Scoped ? ServiceLifetime.Scoped : ServiceLifetime.Singleton));
        if (builder.Services.Count != before)
        {
            builder.HandlerClasses[TypeNames.Of(typeof(THandlers))] = services;
        }
    }

    public override void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create)
    {
    }

    public override void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create)
    {
    }

    public override void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create)
    {
    }

    public override void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create)
    {
    }
}
