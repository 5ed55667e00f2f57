using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Nats;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Streams and all else can be said in the configuration.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Streams_are_declared_in_the_configuration()
    {
        const string Section = "TypedBus:Nats:JetStream:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Section + "Provision"] = "false",
            [Section + "AckWait"] = "00:00:10",
            [Section + "Prefetch"] = "7",
            [Section + "Start"] = "all",
            [Section + "Streams:0:Name"] = "SHOP",
            [Section + "Streams:0:Subjects:0"] = "orders.>",
            [Section + "Streams:0:Subjects:1"] = "stock.>",
            [Section + "Streams:0:Storage"] = "memory",
            [Section + "Streams:0:MaxAge"] = "7.00:00:00",
            [Section + "DeadLetters:Name"] = "shop-dead",
            [Section + "DeadLetters:Subjects:0"] = "shop.dead.>",
        }).Build();

        var options = NatsSetup.Read(new ServiceCollection().AddSingleton<IConfiguration>(configuration).BuildServiceProvider()).JetStream;

        Assert.Equal((false, TimeSpan.FromSeconds(10), 7, JetStreamStart.All), (options.Provision, options.AckWait, options.Prefetch, options.Start));
        var stream = Assert.Single(options.Streams);
        Assert.Equal("SHOP", stream.Name);
        Assert.Equal(["orders.>", "stock.>"], stream.Subjects);
        Assert.Equal((JetStreamStorage.Memory, TimeSpan.FromDays(7)), (stream.Storage, stream.MaxAge));
        Assert.Equal(("shop-dead", "shop.dead.>"), (options.DeadLetters.Name, Assert.Single(options.DeadLetters.Subjects)));
    }
}
