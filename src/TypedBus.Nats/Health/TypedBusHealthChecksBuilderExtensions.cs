using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedBus.Nats;

namespace TypedBus;

/// <summary>Adds the bus to the health checks of an application.</summary>
public static class TypedBusHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the transports that the bus's events travel by: healthy while all of them carry events, degraded while something was lost or
    /// delayed lately, and failed while the broker of one cannot be reached.
    /// </summary>
    /// <param name="builder">What collects the checks.</param>
    /// <param name="name">The name of the check. The default is <c>typedbus</c>.</param>
    /// <param name="failureStatus">What a failure is reported as. The default is null: unhealthy.</param>
    /// <param name="tags">Tags by which checks are chosen. The default is none.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddTypedBus(
        this IHealthChecksBuilder builder, string name = "typedbus", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static services => new TransportHealthCheck(services.GetRequiredService<EventBus>()), failureStatus, tags));
    }
}
