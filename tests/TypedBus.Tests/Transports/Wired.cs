using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Transports;

// They travel as JSON.
#pragma warning disable TB1015
[Event("tests.wired.placed", Transport = "wire")]
public readonly record struct Placed(int Number, string Region = "eu");

[Event("tests.wired.billed", Transport = "wire")]
public sealed record Billed(int Number);

[Event("tests.wired.{Region}.shipped", Transport = "wire")]
public sealed record Shipped(string Region) : IParcel;

[Event("tests.wired.returned", Transport = "wire")]
public sealed record Returned(int Number) : IParcel;

#pragma warning restore TB1015

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
