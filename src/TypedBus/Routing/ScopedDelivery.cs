using Microsoft.Extensions.DependencyInjection;

namespace TypedBus.Routing;

/// <summary>Gives each delivery of a scoped handler a service scope of its own, middleware included.</summary>
internal sealed class ScopedDelivery(IServiceProvider services, EventDelegate next)
{
    public static EventDelegate Wrap(HandlerProfile profile, IServiceProvider services, EventDelegate next) =>
        profile.Definition.Lifetime == HandlerLifetime.Scoped ? new ScopedDelivery(services, next).InvokeAsync : next;

    private async ValueTask InvokeAsync(EventContext context)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            context.Services = scope.ServiceProvider;
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                context.Services = services;
            }
        }
    }
}
