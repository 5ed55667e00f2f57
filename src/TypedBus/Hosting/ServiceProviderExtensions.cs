using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedBus.Hosting;

/// <summary>Takes what the bus itself needs from the services, or what stands in for it.</summary>
internal static class ServiceProviderExtensions
{
    public static TimeProvider Time(this IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger LoggerFor<T>(this IServiceProvider services) =>
        services.GetService<ILoggerFactory>()?.CreateLogger(typeof(T).FullName!) ?? NullLogger.Instance;
}
