using Microsoft.Extensions.DependencyInjection;

namespace TypedBus;

/// <summary>Sets a bus up.</summary>
public sealed class EventBusBuilder
{
    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();
}
