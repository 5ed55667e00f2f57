using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>A subscription by enumeration: for tools and user interfaces.</summary>
public sealed class StreamTests
{
    [Event("tests.run.streamed")]
    public readonly record struct Streamed(int Number);

    private static BareBus Start() => BareBus.Start<StreamTests>(static bus => bus.ExpectSubscriptions("*"));

    [Fact]
    public async Task It_subscribes_when_it_begins_and_leaves_when_it_is_left()
    {
        await using var test = Start();
        var events = test.Bus.SubscribeAsync<Streamed>();
        await test.Bus.PublishAsync(new Streamed(0));
        Assert.Equal(1, test.Bus.UnheardCount);
        var seen = new List<int>();
        var next = 1;
        await using (var enumerator = events.GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            // The enumerator is a subscription before it is asked for anything.
            await test.Bus.PublishAsync(new Streamed(next++));
            while (seen.Count < 3 && await enumerator.MoveNextAsync())
            {
                seen.Add(enumerator.Current.Number);
                await test.Bus.PublishAsync(new Streamed(next++));
            }
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.Empty(test.Bus.Subscriptions);
        await test.Bus.PublishAsync(new Streamed(0));
        Assert.Equal(2, test.Bus.UnheardCount);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task Its_buffer_is_its_own_and_bounded()
    {
        await using var test = Start();
        await using var narrow = test.Bus.SubscribeAsync<Streamed>(capacity: 1).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using var wide = test.Bus.SubscribeAsync<Streamed>(capacity: 100).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(2, test.Bus.Subscriptions.Count);

        // One that waits to be taken, one in the buffer, and the third is held up.
        var publishing = Enumerable.Range(0, 3).Select(number => test.Bus.PublishAsync(new Streamed(number)).AsTask()).ToArray();
        await Task.WhenAll(publishing.Take(2));
        Assert.False(publishing[2].IsCompleted);
        Assert.True(await narrow.MoveNextAsync());
        await Task.WhenAll(publishing);
        for (var number = 0; number < 3; number++)
        {
            Assert.True(await wide.MoveNextAsync());
            Assert.Equal(number, wide.Current.Number);
        }
    }

    [Fact]
    public async Task It_ends_with_the_bus_after_the_last_event_that_was_accepted()
    {
        await using var test = Start();
        var enumerator = test.Bus.SubscribeAsync<Streamed>(capacity: 10).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Streamed(number));
        }

        var stopping = test.Bus.StopAsync();
        var seen = 0;
        while (await enumerator.MoveNextAsync())
        {
            Assert.Equal(seen++, enumerator.Current.Number);
        }

        await stopping;
        await enumerator.DisposeAsync();
        Assert.Equal(10, seen);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task What_nobody_takes_before_the_stop_limit_is_dropped_loudly()
    {
        await using var test = Start();
        var enumerator = test.Bus.SubscribeAsync<Streamed>().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var number = 0; number < 3; number++)
        {
            await test.Bus.PublishAsync(new Streamed(number));
        }

        await test.Bus.StopAsync(new CancellationToken(canceled: true));
        Assert.Contains("3 deliveries", Assert.Single(test.Log.At(LogLevel.Error)).Text, StringComparison.Ordinal);
        Assert.False(await enumerator.MoveNextAsync());
        await enumerator.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_ends_it(bool ofTheCall)
    {
        await using var test = Start();
        using var source = new CancellationTokenSource();
        var events = ofTheCall ? test.Bus.SubscribeAsync<Streamed>(cancellationToken: source.Token) : test.Bus.SubscribeAsync<Streamed>();
        var seen = 0;
        var loop = Task.Run(async () =>
        {
            await foreach (var _ in events.WithCancellation(ofTheCall ? CancellationToken.None : source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });
        SpinWait.SpinUntil(() => test.Bus.Subscriptions.Count == 1);
        await test.Bus.PublishAsync(new Streamed(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
        Assert.Equal(1, seen);
        Assert.Empty(test.Bus.Subscriptions);
    }

    [Fact]
    public async Task A_capacity_of_nothing_and_a_bus_that_has_stopped_are_errors()
    {
        await using var test = Start();
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Bus.SubscribeAsync<Streamed>(capacity: 0));
        await test.Bus.StopAsync();
        Assert.Throws<InvalidOperationException>(() => test.Bus.SubscribeAsync<Streamed>().GetAsyncEnumerator(TestContext.Current.CancellationToken));
    }
}
