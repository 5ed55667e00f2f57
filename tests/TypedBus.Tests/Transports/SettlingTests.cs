using System.Text;
using Microsoft.Extensions.Time.Testing;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Transports;

/// <summary>How deliveries of a transport are settled.</summary>
public sealed class SettlingTests
{
    public static class Ordered
    {
        [Handler]
        public static void Take(in Placed placed, EventContext context, Recorder recorder)
        {
            recorder.Add($"{placed.Number} {context.Attempt}");
            if (placed.Number < 0)
            {
                throw new InvalidOperationException("it fails");
            }
        }
    }

    public static class Unordered
    {
        [Handler(Concurrency = 2)]
        public static void Take(in Placed placed, EventContext context, Recorder recorder)
        {
            recorder.Add($"{placed.Number} {context.Attempt}");
            if (placed.Number < 0)
            {
                throw new InvalidOperationException("it fails");
            }
        }
    }

    public static class Batched
    {
        [Handler(MaxBatch = 10)]
        public static void Take(IReadOnlyList<Placed> placed, Recorder recorder)
        {
            if (placed.Any(static one => one.Number < 0))
            {
                throw new InvalidOperationException("it fails");
            }

            recorder.Add(string.Join(' ', placed.Select(static one => one.Number)));
        }
    }

    public sealed class Slow(Recorder recorder)
    {
        [Handler]
        public async ValueTask Take(Placed placed, CancellationToken cancellationToken)
        {
            recorder.Add($"{placed.Number}");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    [Fact]
    public async Task Where_order_is_kept_a_failure_is_tried_again_in_place()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Ordered.*");
        Assert.Equal(
            "dead after 3: System.InvalidOperationException: it fails", await transport.Bring(test.Name(), await transport.Write(test, new Placed(-1))).Settled);
        Assert.Equal(["-1 1", "-1 2", "-1 3"], test.Recorder.Entries);
        Assert.Empty(test.Bus.DeadLetters.List());
        Assert.Equal(1, test.Bus.Snapshot().Subscriptions.Single().DeadLetters);
    }

    [Fact]
    public async Task Else_it_goes_back_and_the_brokers_count_is_the_attempt()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(
            transport, "Unordered.*", static bus => bus.Retry(static retry => (retry.Delay, retry.Factor) = (TimeSpan.FromSeconds(0.2), 2)));
        var placed = await transport.Write(test, new Placed(-1));
        Assert.Equal("again in 0.2 s", await transport.Bring(test.Name(), placed).Settled);
        Assert.Equal("again in 0.4 s", await transport.Bring(test.Name(), placed, attempt: 2).Settled);
        Assert.StartsWith("dead after 3", await transport.Bring(test.Name(), placed, attempt: 3).Settled, StringComparison.Ordinal);
        Assert.Equal(["-1 1", "-1 2", "-1 3"], test.Recorder.Entries);

        // What came often, since processes stopped before they looked at it, is handled all the same.
        Assert.Equal("done", await transport.Bring(test.Name(), await transport.Write(test, new Placed(1)), attempt: 30).Settled);
        Assert.Equal("1 30", test.Recorder.Entries[3]);

        // But not for ever: who has it may end by it.
        Assert.Equal(
            "dead after 31: A delivery cannot be read: it was delivered 31 times and never settled: whoever had it may have ended while handling it.",
            await transport.Bring(test.Name(), placed, attempt: 31).Settled);
        Assert.Equal(4, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task A_batch_is_settled_as_one()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Batched.*");
        var subscription = test.Bus.Subscriptions[test.Name()];
        var placed = await transport.Write(test, new Placed(1));
        subscription.Pause();
        WireDelivery[] deliveries = [.. Enumerable.Range(0, 3).Select(_ => transport.Bring(test.Name(), placed))];
        subscription.Resume();
        Assert.Equal(["done", "done", "done"], await Task.WhenAll(deliveries.Select(static delivery => delivery.Settled)));
        Assert.Equal(["1 1 1"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_batch_with_one_that_fails_is_settled_one_by_one()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Batched.*");
        WireDelivery[] deliveries = [.. await Task.WhenAll(new[] { 1, -2, 3 }.Select(async number =>
            transport.Bring(test.Name(), await transport.Write(test, new Placed(number)))))];
        Assert.Equal("done", await deliveries[0].Settled);
        Assert.Equal("done", await deliveries[2].Settled);
        Assert.StartsWith("dead after", await deliveries[1].Settled, StringComparison.Ordinal);
        Assert.Equal([1, 3], test.Recorder.Entries.SelectMany(static entry => entry.Split(' ')).Select(int.Parse).Order());
    }

    [Fact]
    public async Task A_settlement_that_fails_is_told_and_the_worker_goes_on()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Ordered.*");
        var placed = await transport.Write(test, new Placed(1));
        await test.Bus.Running;
        var failing = new WireDelivery(1) { Failure = new IOException("gone") };
        transport.Bring(test.Name(), placed.Headers, Encoding.UTF8.GetBytes(placed.Body), failing);
        Assert.Equal("done", await failing.Settled);
        Assert.Equal("done", await transport.Bring(test.Name(), placed).Settled);
        await test.Bus.StopAsync();
        Assert.Single(test.Log.Lines, static line => line.Text.Contains("could not be settled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_stop_does_not_come_to_goes_back_unsettled()
    {
        var transport = new WireTransport();
        var time = new FakeTimeProvider();
        await using var test = Wired.Start<SettlingTests>(transport, "Slow.*", time: time);
        var placed = await transport.Write(test, new Placed(1));
        var (inHand, queued) = (transport.Bring(test.Name(), placed), transport.Bring(test.Name(), placed));
        await test.Recorder.Reaches(1);
        using var now = new CancellationTokenSource();
        var stopping = test.Bus.StopAsync(now.Token);
        await now.CancelAsync();
        Assert.Equal("again in 0 s", await queued.Settled);
        Assert.Equal("again in 0 s", await inHand.Settled);
        await stopping;
        Assert.Equal([$"ended {test.Name()}", "disposed"], transport.Events.TakeLast(2));
        Assert.DoesNotContain(test.Log.Lines, static line => line.Text.Contains("are dropped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("body", "nonsense", "dead after 1: The payload of event 'TypedBus.Tests.Transports.Placed' cannot be read")]
    [InlineData(HeaderNames.Type, "tests.wired.unknown.v1", "its ce-type is 'tests.wired.unknown.v1', which this application does not know")]
    [InlineData(HeaderNames.Type, "tests.wired.placed.v2", "it takes 'tests.wired.placed.v1'")]
    [InlineData(HeaderNames.ContentType, "application/msgpack", "its content-type is 'application/msgpack'")]
    [InlineData(HeaderNames.Id, "", "its ce-id is missing")]
    [InlineData(HeaderNames.SpecVersion, "9", "its ce-specversion is unknown")]
    [InlineData(HeaderNames.Time, "yesterday", "its ce-time is no time")]
    public async Task What_cannot_be_read_is_a_dead_letter_and_the_next_is_handled(string header, string value, string reason)
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Ordered.*");
        var good = await transport.Write(test, new Placed(1));
        var bad = header == "body" ? good with { Body = value } : good with { Headers = new(good.Headers) { [header] = value } };
        var delivery = transport.Bring(test.Name(), bad);
        Assert.Equal(ReceiveResult.Taken, delivery.Result);
        var how = await delivery.Settled;
        Assert.Contains(reason, how, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", how, StringComparison.Ordinal);
        Assert.Equal("done", await transport.Bring(test.Name(), good).Settled);
        Assert.Equal(["1 1"], test.Recorder.Entries);
    }

    [Theory]
    [InlineData(HeaderNames.Recipient, "somebody else")]
    [InlineData(HeaderNames.Type, "tests.wired.billed.v1")]
    public async Task What_is_for_somebody_else_is_done_unread(string header, string value)
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<SettlingTests>(transport, "Ordered.*");
        var placed = await transport.Write(test, new Placed(1));
        placed.Headers[header] = value;
        Assert.Equal("done", await transport.Bring(test.Name(), placed).Settled);
        placed.Headers[HeaderNames.Type] = "tests.wired.placed.v1";
        placed.Headers[HeaderNames.Recipient] = test.Name();
        Assert.Equal("done", await transport.Bring(test.Name(), placed).Settled);
        Assert.Equal(["1 1"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Without_settlement_what_finds_no_room_is_dropped_and_counted_and_what_is_unreadable_is_kept_here()
    {
        var transport = new WireTransport(TransportFeatures.Headers);
        await using var test = Wired.Start<SettlingTests>(transport, "Slow.*", static bus => bus.Options.Capacity = 2);
        var placed = await transport.Write(test, new Placed(1));
        ReceiveResult Bring(string body) => transport.Bring(test.Name(), placed.Headers, Encoding.UTF8.GetBytes(body), delivery: null, maxPending: 3);
        Assert.Equal(ReceiveResult.Taken, Bring(placed.Body));
        await test.Recorder.Reaches(1);
        Assert.Equal(
            [ReceiveResult.Taken, ReceiveResult.Taken, ReceiveResult.Taken, ReceiveResult.Full],
            Enumerable.Range(0, 4).Select(_ => Bring(placed.Body)));
        Assert.Equal(1, test.Bus.Snapshot().Subscriptions.Single().Dropped);

        Assert.Equal(ReceiveResult.Taken, Bring("nonsense"));
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.Equal("nonsense", Encoding.UTF8.GetString(((ReadOnlyMemory<byte>)letter.Event).Span));

        // It cannot go back, and is not lost by trying.
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Bus.DeadLetters.SendBackAsync(letter).AsTask());
        Assert.Same(letter, Assert.Single(test.Bus.DeadLetters.List()));
        test.Bus.Dispose();
    }
}
