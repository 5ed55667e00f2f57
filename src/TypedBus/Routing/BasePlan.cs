using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <summary>A handler of a base type, while a bus is composed.</summary>
internal abstract class BasePlan(HandlerDefinition definition)
{
    public HandlerDefinition Definition { get; } = definition;

    /// <summary>Gets the base type.</summary>
    public abstract Type Type { get; }

    /// <summary>Gets the handler as the bus runs it. It is set before routes are made.</summary>
    public HandlerProfile Profile { get; set; } = null!;

    /// <summary>Gets what a dispatch of the event calls, or null where the handler does not take it.</summary>
    public DispatchedHandler? FindDispatched<TEvent>(EventSubject<TEvent> subject) => Takes(typeof(TEvent), subject)
        ? new DispatchedHandler(Profile, CreateCall, subject.Narrow(Profile.Filter), IsBase: true)
        : null;

    /// <summary>Makes the subscription, for all routes whose events the handler takes.</summary>
    public Subscription Subscribe(EventBus bus, IEnumerable<Route> routes, HandlerPlan handlers)
    {
        Route[] known = [.. routes.Where(route => Type.IsAssignableFrom(route.EventType))];
        Route[] taken = [.. known.Where(route => Takes(route.EventType, route.Source))];
        if (known.Length == 0)
        {
            handlers.Add(
                $"Handler '{Profile.Name}' takes '{TypeNames.Of(Type)}', and no event that this bus knows is one. "
                + "Have an event derive from it or implement it, or give the bus the module that has such events.");
        }
        else if (taken.Length == 0)
        {
            var subjects = string.Join(", ", known.Select(static route => $"'{route.Subject}'"));
            handlers.Add(
                $"Handler '{Profile.Name}' has a filter, '{Profile.Filter!.Text}', that fits none of the events that it takes. "
                + $"Make it fit one of their subjects, {subjects}, or remove it.");
        }

        return Subscribe(bus, taken);
    }

    protected abstract Subscription Subscribe(EventBus bus, Route[] routes);

    protected abstract EventDelegate CreateCall(Route route);

    private bool Takes(Type type, EventSubject subject) =>
        Type.IsAssignableFrom(type) && Profile.Filter?.Compare(subject.Declared) != SubjectMatch.Never;
}

/// <summary>A handler of a base type, with the type.</summary>
internal sealed class BasePlan<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create) : BasePlan(definition)
    where TBase : class
{
    public override Type Type => typeof(TBase);

    protected override Subscription Subscribe(EventBus bus, Route[] routes) => new Subscription<TBase>(bus, routes, Profile, create);

    protected override EventDelegate CreateCall(Route route)
    {
        var services = route.Bus.Services;
        return new BaseCall<TBase>(route, Profile, ScopedDelivery.Wrap(Profile, services, create(services).Handle)).InvokeAsync;
    }
}
