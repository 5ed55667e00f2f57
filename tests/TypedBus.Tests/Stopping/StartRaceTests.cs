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
    public Task A_bus_runs_and_handles_all_or_never_runs_and_drops_all() => Race.Run(
        output,
        ["ran", "never ran"],
        async random =>
        {
            var log = new LogLines();
            var services = new ServiceCollection();
            services.AddSingleton<ILoggerFactory>(log);
            services.AddTypedBus(EventModules.All, static bus => bus.Handlers.Only("TypedBus.Tests.Stopping.StartRaceTests.*"));
            await using var provider = services.BuildServiceProvider();
            var bus = provider.GetRequiredService<EventBus>();
            var host = provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
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
}
