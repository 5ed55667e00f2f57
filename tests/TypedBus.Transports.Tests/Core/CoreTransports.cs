using System.Text;
using TypedBus.Nats;

namespace TypedBus.Transports.Tests.Core;

/// <summary>Makes core NATS transports for tests, and says in a line what tests do with them.</summary>
internal static class CoreTransports
{
    /// <summary>Makes a transport that has not started.</summary>
    public static NatsTransport Create(string url, Action<NatsOptions>? configure = null, TestLog? log = null, TimeProvider? time = null)
    {
        var options = new NatsOptions { Url = url };
        configure?.Invoke(options);
        return new NatsTransport(options, log ?? new TestLog(), time ?? TimeProvider.System);
    }

    /// <summary>Makes a transport that has started.</summary>
    public static async Task<NatsTransport> ConnectAsync(
        string url, Action<NatsOptions>? configure = null, TestLog? log = null, TimeProvider? time = null)
    {
        var transport = Create(url, configure, log, time);
        await transport.StartAsync([], CancellationToken.None);
        return transport;
    }

    public static ValueTask PublishAsync(this ITransport transport, string subject, string text) =>
        transport.PublishAsync(subject, Headers(), Encoding.UTF8.GetBytes(text), CancellationToken.None);

    public static Task<IAsyncDisposable> SubscribeAsync(
        this ITransport transport, string subject, FakeReceiver receiver, string name = "Shop.Billing", string? group = null, bool isDurable = true) =>
        transport.SubscribeAsync(
            new TransportSubscription { Name = name, Subject = subject, Group = group, IsDurable = isDurable }, receiver, CancellationToken.None);

    /// <summary>Gives the least that travels beside an event.</summary>
    public static EventHeaders Headers() => new() { Id = new HeaderId("id"), Source = "tests", Type = "orders.placed.v1" };
}
