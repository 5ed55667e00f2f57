using System.Globalization;
using System.Text;
using TypedBus.Nats;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Events as a transport sees them, and transports for tests.</summary>
internal static class Events
{
    public static EventHeaders Headers(string id) => new()
    {
        Id = new HeaderId(id),
        Source = "tests",
        Type = "test.v1",
        ContentType = "text/plain",
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public static ValueTask PublishAsync(
        this JetStreamTransport transport, string subject, string id, CancellationToken cancellationToken = default) =>
        transport.PublishAsync(subject, Headers(id), Encoding.UTF8.GetBytes("body of " + id), cancellationToken);

    public static async Task PublishAsync(this JetStreamTransport transport, string subject, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await transport.PublishAsync(subject, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static TransportSubscription Subscription(string name = "Shop.Billing.Bill.OrderPlaced", string subject = "orders.placed") =>
        new() { Name = name, Subject = subject };

    public static async Task<JetStreamTransport> StartAsync(
        this NatsServer server, Action<NatsOptions>? configure = null, TimeProvider? time = null, params string[] subjects)
    {
        var transport = Transport(server.Url, configure, time);
        try
        {
            await transport.StartAsync(subjects.Length == 0 ? ["orders.placed"] : subjects, CancellationToken.None);
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    public static JetStreamTransport Transport(string url, Action<NatsOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new NatsOptions { Url = url, ReconnectDelay = TimeSpan.FromMilliseconds(20), MaxReconnectDelay = TimeSpan.FromMilliseconds(100) };
        configure?.Invoke(options);
        return new JetStreamTransport(options, time: time);
    }
}
