using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>Ten thousand subscriptions come, have their event, and go.</summary>
public sealed class ManySubscriptionsTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    [Event("tests.run.many")]
    public readonly record struct Called(int Number);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_start_and_stop_cleanly(bool oneByOne)
    {
        await using var test = BareBus.Start<ManySubscriptionsTests>(static bus => bus.ExpectSubscriptions("*"));
        var handled = new int[Count];
        var watch = Stopwatch.StartNew();
        var subscriptions = new EventSubscription[Count];
        for (var number = 0; number < Count; number++)
        {
            var place = number;
            subscriptions[number] = test.Bus.Subscribe<Called>($"s{number}", context =>
            {
                Interlocked.Add(ref handled[place], context.Event.Number);
                return default;
            });
        }

        var added = watch.Elapsed;
        await test.Bus.PublishAsync(new Called(1));
        await test.Bus.PublishAsync(new Called(2));
        var published = watch.Elapsed;
        if (oneByOne)
        {
            await Task.WhenAll(subscriptions.Select(static subscription => subscription.StopAsync()));
            Assert.Empty(test.Bus.Subscriptions);
            Assert.Empty(test.Bus.Snapshot().Subscriptions);
            await test.Bus.PublishAsync(new Called(4));
            Assert.Equal(1, test.Bus.UnheardCount);
        }
        else
        {
            await test.Bus.StopAsync();
            Assert.Equal(2L * Count, test.Bus.Snapshot().Subscriptions.Sum(static subscription => subscription.Settled));
        }

        output.WriteLine($"added in {added}, published in {published - added}, stopped in {watch.Elapsed - published}");
        Assert.All(handled, static sum => Assert.Equal(3, sum));
        Assert.All(subscriptions, static subscription => Assert.True(subscription.Stopped.IsCompletedSuccessfully));
        Assert.Empty(test.Log.At(LogLevel.Error));
    }
}
