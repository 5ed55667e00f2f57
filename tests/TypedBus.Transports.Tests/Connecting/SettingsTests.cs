using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Core;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>The settings come from code and from the configuration, which goes before, and the client's own options are open.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Configuration_goes_before_code()
    {
        var options = Read(
            new()
            {
                ["TypedBus:Nats:Url"] = "nats://a:1,nats://b:2",
                ["TypedBus:Nats:Tls:CaFile"] = "ca.pem",
                ["TypedBus:Nats:WaitForServer"] = "false",
                ["TypedBus:Nats:ConnectTimeout"] = "00:00:03",
                ["TypedBus:Nats:Headers"] = "none",
            },
            static options => (options.Url, options.PendingLimit) = ("nats://c:3", 5),
            static options => options.User = "ann");

        Assert.Equal("nats://a:1,nats://b:2", options.Url);
        Assert.Equal("ca.pem", options.Tls.CaFile);
        Assert.False(options.WaitForServer);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ConnectTimeout);
        Assert.Equal(NatsHeaderMode.None, options.Headers);
        Assert.Equal(5, options.PendingLimit);
        Assert.Equal("ann", options.User);
    }

    [Theory]
    [InlineData("TypedBus:Nats:Urls", "nats://a:1", "Urls")]
    [InlineData("TypedBus:Nats:ConnectTimeout", "soon", "ConnectTimeout")]
    public void Unknown_key_and_illegible_value_are_errors(string key, string value, string named)
    {
        var exception = Assert.Throws<TransportException>(() => Read(new() { [key] = value }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.Contains("TypedBus:Nats", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_the_client_are_open()
    {
        await using var transport = CoreTransports.Create("nats://127.0.0.1:1", static options =>
        {
            options.ConfigureClient(static client => client with { Name = "ours", PingInterval = TimeSpan.FromSeconds(7) });
            options.ConfigureClient(static client => client with { Name = client.Name + " too" });
        });

        Assert.Equal("ours too", transport.Client.Opts.Name);
        Assert.Equal(TimeSpan.FromSeconds(7), transport.Client.Opts.PingInterval);
    }

    [Fact]
    public void Url_that_is_none_is_an_error()
    {
        var exception = Assert.Throws<TransportException>(static () => CoreTransports.Create("nats://:::"));

        Assert.Contains("TypedBus:Nats", exception.Message, StringComparison.Ordinal);
    }

    private static NatsOptions Read(Dictionary<string, string?> configuration, params Action<NatsOptions>[] code)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        services.AddTypedBus([], bus =>
        {
            foreach (var configure in code)
            {
                bus.UseNats(configure);
            }
        });
        using var provider = services.BuildServiceProvider();
        return NatsSetup.Read(provider);
    }
}
