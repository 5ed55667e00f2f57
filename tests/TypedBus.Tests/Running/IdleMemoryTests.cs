using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>What a subscription costs that has nothing to do.</summary>
[Collection(nameof(Channels.Memory))]
public sealed class IdleMemoryTests(ITestOutputHelper output)
{
    private const int Count = 2_000;

    [Event("tests.run.idle")]
    public readonly record struct Idle(long Number, long Amount);

    [Fact]
    public async Task An_idle_subscription_takes_little()
    {
        // With a log that keeps nothing: it is the subscriptions that are weighed.
        await using var test = BareBus.Start<IdleMemoryTests>(static bus =>
        {
            bus.ExpectSubscriptions("*");
            bus.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        });
        var names = Enumerable.Range(0, Count).Select(static number => $"idle {number}").ToArray();
        await Add(test.Bus, names.Take(10));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Add(test.Bus, names.Skip(10));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var bytes = (after - before) / (Count - 10);
        await test.Bus.PublishAsync(new Idle(1, 1));
        var used = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Count - 10);
        output.WriteLine($"an idle subscription takes {bytes} bytes; once it has had an event, {used}");
        Assert.InRange(bytes, 1, 2_200);
        GC.KeepAlive(names);
    }

    private static async Task Add(EventBus bus, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await bus.Subscribe<Idle>(name, static _ => default).Started;
        }
    }
}
