using System.Collections.Concurrent;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>
/// Servers that are killed and connections that break while events go through: what a publish has acknowledged is handled, and is stored once.
/// A run in which the fault has hit nothing is void, and is repeated.
/// </summary>
public sealed class FaultTests
{
    private const int MostRuns = 5;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(TestRun.Long ? 300 : 60);

    private static int Publishers => TestRun.Long ? 100 : 20;

    private static int Publishes => TestRun.Long ? 10_000 : 1_000;

    [Fact]
    public Task Server_killed_at_a_third_and_at_half_of_all_publishes_loses_nothing_that_was_acknowledged() =>
        RepeatAsync(static async (server, run) =>
        {
            await using var transport = await server.StartAsync(TestRunOptions);
            await run.SubscribeAsync(transport);
            var publishing = run.PublishAsync(transport);
            foreach (var count in new[] { Publishes / 3, Publishes / 2 })
            {
                await run.AcknowledgedAsync(count);
                var before = server.ProcessId;
                await server.KillAsync();
                run.Note(wasCut: true, run.UnderWay);
                await server.RestartAsync();
                Assert.NotEqual(before, server.ProcessId);
            }

            await publishing;
            await run.HandledAsync();
        });

    [Fact]
    public Task Connection_that_is_cut_and_delayed_loses_nothing_that_was_acknowledged() =>
        RepeatAsync(static async (server, run) =>
        {
            await using var proxy = new TcpProxy(server.Port);
            await using var transport = Events.Transport(proxy.Url, TestRunOptions);
            await transport.StartAsync(["orders.placed"], CancellationToken.None);
            await run.SubscribeAsync(transport);
            var publishing = run.PublishAsync(transport);
            for (var cut = 1; cut <= 4; cut++)
            {
                await run.AcknowledgedAsync(Publishes * cut / 6);
                proxy.Delay = TimeSpan.FromMilliseconds(cut % 2 == 0 ? 20 : 0);
                var underWay = run.UnderWay;
                run.Note(proxy.Cut() == 1, underWay);
            }

            await publishing;
            await run.HandledAsync();
            Assert.True(proxy.Accepted >= 5, $"{proxy.Accepted} connections");
        });

    private static void TestRunOptions(NatsOptions options)
    {
        options.JetStream.AckWait = TimeSpan.FromSeconds(5);
        options.JetStream.Prefetch = 100;
        options.JetStream.PublishTimeout = TimeSpan.FromSeconds(60);
    }

    private static async Task RepeatAsync(Func<NatsServer, Run, Task> test)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var server = await Servers.StartAsync(jetStream: true);
            await using var admin = new Admin(server);
            var run = new Run();
            await test(server, run);

            var stored = (await admin.StreamAsync("orders")).State.Messages;
            TestContext.Current.TestOutputHelper!.WriteLine($"run {attempt}: {run}, stored {stored}");
            Assert.Equal(Publishes, run.Acknowledged);
            Assert.Equal(Publishes, stored);
            Assert.Equal(0, run.Lost);
            if (run.HasHit)
            {
                return;
            }

            Assert.True(attempt < MostRuns, "The fault has never hit.");
        }
    }

    /// <summary>One run: what was published, acknowledged and handled, and whether the fault has hit.</summary>
    private sealed class Run
    {
        private readonly ConcurrentDictionary<string, int> _handled = new();
        private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
        private readonly List<int> _hit = [];
        private int _begun;
        private int _failed;
        private int _settlementsFailed;

        public int Acknowledged => _acknowledged.Count;

        public int UnderWay => Volatile.Read(ref _begun) - Acknowledged;

        public int Lost => _acknowledged.Keys.Count(id => !_handled.ContainsKey(id));

        // Each time the connection was gone, and somebody was waiting for an answer.
        public bool HasHit => _hit.Count > 0 && _hit.TrueForAll(static underWay => underWay > 0);

        public void Note(bool wasCut, int underWay) => _hit.Add(wasCut ? underWay : 0);

        public Task SubscribeAsync(JetStreamTransport transport) => transport.SubscribeAsync(
            Events.Subscription() with { Concurrency = 8, Capacity = 500 },
            new Receiver(received =>
            {
                _ = HandleAsync(received);
                return ReceiveResult.Taken;
            }),
            CancellationToken.None);

        public Task PublishAsync(JetStreamTransport transport) => Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
        {
            for (var number = publisher; number < Publishes; number += Publishers)
            {
                var id = $"{number}";
                Interlocked.Increment(ref _begun);
                while (true)
                {
                    try
                    {
                        await transport.PublishAsync("orders.placed", id);
                        break;
                    }
                    catch (TransportException)
                    {
                        // Not acknowledged: whoever publishes tries again, with the same identifier.
                        Interlocked.Increment(ref _failed);
                    }
                }

                _acknowledged[id] = true;
            }
        }));

        public Task AcknowledgedAsync(int count) => UntilAsync(() => Acknowledged >= count);

        public Task HandledAsync() => UntilAsync(() => Lost == 0);

        public override string ToString() =>
            $"published {Publishes} by {Publishers}, acknowledged {Acknowledged}, under way at each fault {string.Join(" ", _hit)}, "
            + $"publishes failed {_failed}, settlements failed {_settlementsFailed}, handled {_handled.Count}, "
            + $"twice {_handled.Values.Count(static times => times > 1)}, lost {Lost}";

        private async Task HandleAsync(Received received)
        {
            await Task.Yield();
            _handled.AddOrUpdate(received.Id, 1, static (_, times) => times + 1);
            try
            {
                await received.Delivery.CompleteAsync();
            }
            catch (TransportException)
            {
                Interlocked.Increment(ref _settlementsFailed);
            }
        }

        private static async Task UntilAsync(Func<bool> isSo)
        {
            using var limit = new CancellationTokenSource(_patience);
            while (!isSo())
            {
                await Task.Delay(1, limit.Token);
            }
        }
    }
}
