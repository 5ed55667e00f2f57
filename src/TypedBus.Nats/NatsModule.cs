using System.ComponentModel;
using TypedBus.Nats;
using TypedBus.Runtime;

[assembly: EventModule(typeof(NatsModule))]

namespace TypedBus.Nats;

/// <summary>Announces the NATS transports to every bus of an application that references this assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NatsModule : EventModule
{
    /// <summary>The module.</summary>
    public static readonly NatsModule Instance = new();

    private NatsModule()
    {
    }

    /// <inheritdoc/>
    public override string Name => "TypedBus.Nats";

    /// <inheritdoc/>
    public override void Register(ModuleRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.AddTransport("nats", "Nats", NatsTransport.Create);
        registry.AddTransport("jetstream", "Nats", JetStreamTransport.Create);
    }
}
