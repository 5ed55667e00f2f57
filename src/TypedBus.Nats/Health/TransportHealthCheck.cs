using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TypedBus.Nats;

/// <summary>Tells how the transports of a bus are: the worst of them counts, and each says what it is about.</summary>
internal sealed class TransportHealthCheck(EventBus bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = TransportStatus.Up;
        var texts = new List<string>(bus.Transports.Count);
        foreach (var (name, transport) in bus.Transports)
        {
            var health = transport.Health;
            worst = health.Status < worst ? health.Status : worst;
            texts.Add($"{name}: {health.Description}");
        }

        var status = worst switch
        {
            TransportStatus.Up => HealthStatus.Healthy,
            TransportStatus.Degraded => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        return Task.FromResult(new HealthCheckResult(status, texts.Count == 0 ? "All events stay in the process." : string.Join(' ', texts)));
    }
}
