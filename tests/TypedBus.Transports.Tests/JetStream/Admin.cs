using System.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Looks at a server with the client's own means, beside the transport.</summary>
internal sealed class Admin : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly NatsConnection _connection;

    public Admin(NatsServer server)
    {
        _connection = new NatsConnection(NatsOpts.Default with
        {
            Url = server.Url,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(20),
            ReconnectWaitMax = TimeSpan.FromMilliseconds(100),
        });
        Context = new NatsJSContext(_connection);
    }

    public NatsJSContext Context { get; }

    public async Task<StreamInfo> StreamAsync(string name) => (await Context.GetStreamAsync(name)).Info;

    public async Task<ConsumerInfo> ConsumerAsync(string stream = "orders", string name = "Shop_Billing_Bill_OrderPlaced") =>
        (await Context.GetConsumerAsync(stream, name)).Info;

    public async Task<List<string>> ConsumersAsync(string stream)
    {
        var names = new List<string>();
        await foreach (var name in Context.ListConsumerNamesAsync(stream))
        {
            names.Add(name);
        }

        return names;
    }

    public async Task MakeStreamAsync(string name, params string[] subjects) =>
        await Context.CreateStreamAsync(new StreamConfig(name, subjects));

    /// <summary>Asks until the answer is as it should be. Each turn is a question to the server.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            Assert.True(watch.Elapsed < _patience, $"It has not come so far: {answer}");
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
