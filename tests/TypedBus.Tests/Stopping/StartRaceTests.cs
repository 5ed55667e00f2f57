using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>A host starts its bus while somebody stops it, or publishes to it.</summary>
public sealed class StartRaceTests(ITestOutputHelper output)
{
    [Event("tests.startrace.early")]
    public readonly record struct Early(int Number);

    [Event("tests.startrace.followed")]
    public readonly record struct Followed(int Number);

    public sealed class Handlers
    {
        [Handler(Capacity = 2)]
        public Followed Handle(Early early) => new(early.Number);

        [Handler]
        public void Follow(Followed followed)
        {
        }
    }

    [Fact]
    public async Task A_bus_that_is_stopped_as_it_tells_of_its_start_has_run()
    {
        var log = new LogLines();
        EventBus? bus = null;
        log.Written = line => (line.Text.StartsWith("The bus runs", StringComparison.Ordinal) ? bus!.StopAsync() : Task.CompletedTask).Wait();
        await using var provider = Compose(log);
        bus = provider.GetRequiredService<EventBus>();
        await Host(provider).StartingAsync(CancellationToken.None);
        await bus.StopAsync();
        await bus.Running;
    }

    [Fact]
    public Task A_bus_runs_and_handles_all_or_never_runs_and_drops_all() => Race.Run(
        output,
        ["ran", "never ran"],
        async random =>
        {
            var log = new LogLines();
            await using var provider = Compose(log);
            var bus = provider.GetRequiredService<EventBus>();
            var host = Host(provider);
            var (start, stop) = (Race.Delay(random), Race.Delay(random));

            // The queue has room for two: the others wait, until the bus runs or is given up.
            var publishing = Enumerable.Range(0, random.Next(6)).Select(number => bus.PublishAsync(new Early(number)).AsTask()).ToArray();
            var starting = Task.Run(async () =>
            {
                await Race.Dawdle(start);
                await host.StartingAsync(CancellationToken.None);
            });
            await Race.Dawdle(stop);
            await bus.StopAsync();
            await starting;
            await Task.WhenAll(publishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            var dropped = StopInvariants.Check(bus);
            StopInvariants.CheckLog(bus, log);
            var handled = StopInvariants.Of(bus, "Handle");
            var accepted = publishing.Count(static publish => publish.IsCompletedSuccessfully);
            Assert.All(publishing, static publish => Assert.True(publish.IsCompletedSuccessfully || publish.Exception?.InnerException is PublishRefusedException));
            Assert.Equal(accepted, handled.Accepted);
            Assert.Equal(handled.Settled, StopInvariants.Of(bus, "Follow").Settled);
            var ran = bus.Running.IsCompletedSuccessfully;
            Assert.Equal(ran ? accepted : 0, handled.Settled);
            Assert.Equal(ran ? publishing.Length : Math.Min(publishing.Length, 2), accepted);
            Assert.True(ran || bus.Running.IsCanceled);
            return ran ? "ran" : "never ran";
        });

    private static ServiceProvider Compose(LogLines log)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        services.AddTypedBus(EventModules.All, static bus => bus.Handlers.Only("TypedBus.Tests.Stopping.StartRaceTests.*"));
        return services.BuildServiceProvider();
    }

    private static IHostedLifecycleService Host(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
}
