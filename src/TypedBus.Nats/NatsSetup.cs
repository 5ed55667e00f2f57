using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TypedBus.Nats;

/// <summary>What an application's code says of the settings. Both transports read them from here.</summary>
internal sealed record NatsSetup(Action<NatsOptions> Configure)
{
    public const string SectionName = "TypedBus:Nats";

    /// <summary>Reads the settings: what the code says, then the configuration.</summary>
    /// <exception cref="TransportException">A value of the configuration cannot be read, or a key is unknown.</exception>
    public static NatsOptions Read(IServiceProvider services)
    {
        var options = new NatsOptions();
        foreach (var setup in services.GetServices<NatsSetup>())
        {
            setup.Configure(options);
        }

        try
        {
            services.GetService<IConfiguration>()?.GetSection(SectionName).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new TransportException(
                $"The section '{SectionName}' of the configuration cannot be read: {exception.Message} Correct the value or remove the key.", exception);
        }

        return options;
    }
}
