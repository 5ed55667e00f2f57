using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Transports;

[Event("tests.wired.placed")]
public readonly record struct Placed(int Number, string Region = "eu");

[Event("tests.wired.billed")]
public sealed record Billed(int Number);

[Event("tests.wired.{Region}.shipped")]
public sealed record Shipped(string Region) : IParcel;

[Event("tests.wired.returned")]
public sealed record Returned(int Number) : IParcel;

[Event("tests.wired.local")]
public sealed record Local(int Number);

public interface IParcel;

[JsonSerializable(typeof(Placed))]
[JsonSerializable(typeof(Billed))]
[JsonSerializable(typeof(Shipped))]
[JsonSerializable(typeof(Returned))]
public sealed partial class WiredJson : JsonSerializerContext;

/// <summary>Buses with a transport that tests hold the other end of.</summary>
internal static class Wired
{
    public static BareBus Start<TTests>(WireTransport transport, string handlers, Action<EventBusBuilder>? configure = null, TimeProvider? time = null) =>
        BareBus.Start<TTests>(
            bus =>
            {
                Add(bus, transport);
                bus.UseTransport<Placed>("wire").UseTransport<Billed>("wire").UseTransport<Shipped>("wire").UseTransport<Returned>("wire");
                bus.Retry(static retry => (retry.Attempts, retry.Delay, retry.Jitter) = (3, TimeSpan.Zero, 0));
                configure?.Invoke(bus);
            },
            handlers,
            time);

    public static void Add(EventBusBuilder bus, WireTransport transport) => bus.AddTransport("wire", _ => transport).UseJson(WiredJson.Default);

    /// <summary>Publishes an event and gives what the transport was handed.</summary>
    public static async Task<(string Subject, Dictionary<string, string> Headers, string Body)> Write<TEvent>(
        this WireTransport transport, BareBus test, TEvent @event, PublishOptions? options = null)
    {
        await test.Bus.Running;
        await test.Bus.PublishAsync(in @event, options);
        Assert.True(transport.Published.TryDequeue(out var published));
        return published;
    }

    /// <summary>Gives the name of the only handler that runs.</summary>
    public static string Name(this BareBus test) => test.Bus.Subscriptions.Single(static subscription => subscription.Name.StartsWith("TypedBus.", StringComparison.Ordinal)).Name;
}
