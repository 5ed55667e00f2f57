namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Tests of which each has a server of its own, and means to look at it.</summary>
/// <param name="configuration">A further line of the server's configuration. The default is none.</param>
public abstract class JetStreamTest(string configuration = "") : IAsyncLifetime
{
    internal NatsServer Server { get; private set; } = null!;

    internal Admin Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await Servers.StartAsync(jetStream: true, _ => configuration);
        Admin = new Admin(Server);
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
