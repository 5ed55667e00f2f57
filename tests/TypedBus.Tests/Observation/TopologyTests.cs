using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Observation;

/// <summary>What a bus tells of its own topology: what runs, what does not, and what has been added.</summary>
public sealed class TopologyTests
{
    private const string Prefix = "TypedBus.Tests.Observation.TopologyTests.";

    [Event("tests.topology.{Region}")]
    public sealed record Reported(string Region);

    [Event("tests.topologies.summed")]
    public sealed record Summed;

    public static class Handlers
    {
        [Handler]
        public static Summed? Sum(Reported reported) => null;

        [Handler(Subject = "tests.topology.eu")]
        public static void Note(Reported reported)
        {
        }
    }

    [Fact]
    public async Task HandlersThatDoNotRunHereAreKnown()
    {
        await using var test = BareBus.Start<TopologyTests>(bus => bus.Handlers.Except("*TopologyTests.Handlers.Note*"));

        var sum = Find(test, "Handlers.Sum.TopologyTests.Reported");
        var note = Find(test, "Handlers.Note.TopologyTests.Reported");

        Assert.Equal((true, false, Prefix + "Summed"), (sum.Runs, sum.IsAdded, sum.Result));
        Assert.Equal([Prefix + "Reported"], sum.Events);
        Assert.Equal((false, false, null, "tests.topology.eu"), (note.Runs, note.IsAdded, note.Result, note.Filter));
        Assert.Contains(note.Name + " (not here)", test.Bus.Topology.ToTable());
        Assert.Contains(note.Name + "\"]):::elsewhere", test.Bus.Topology.ToMermaid());
    }

    [Fact]
    public async Task EventsThatNobodyHandlesAreKnown()
    {
        await using var test = BareBus.Start<TopologyTests>();

        var topology = test.Bus.Topology;

        Assert.Equal("tests.topologies.summed", topology.Events.Single(static known => known.Name == Prefix + "Summed").Subject);
        Assert.DoesNotContain(topology.Handlers, static handler => handler.Takes == Prefix + "Summed");
    }

    [Fact]
    public async Task SubscriptionsThatWereAddedAreMarkedAndGoAgain()
    {
        await using var test = BareBus.Start<TopologyTests>();
        var added = test.Bus.Subscribe<Reported>("added", static _ => default, static options =>
        {
            options.Group = "those";
            options.Subject = "tests.topology.us";
        });

        var known = test.Bus.Topology.Handlers.Single(static handler => handler.IsAdded);

        Assert.Equal(("added", Prefix + "Reported", "those", "tests.topology.us", null, true), (known.Name, known.Takes, known.Group, known.Filter, known.Result, known.Runs));
        Assert.Contains("added (added)", test.Bus.Topology.ToString());
        Assert.Contains("\"x-typedbus-added\": true", test.Bus.Topology.ToAsyncApi());

        await added.StopAsync();

        Assert.DoesNotContain(test.Bus.Topology.Handlers, static handler => handler.IsAdded);
    }

    [Fact]
    public async Task FiltersAreThoseThatTheConfigurationHas()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"TypedBus:Handlers:{Prefix}Handlers.Note.TopologyTests.Reported:Subject"] = "tests.topology.asia",
        }).Build();
        await using var test = BareBus.Start<TopologyTests>(bus => bus.Services.AddSingleton<IConfiguration>(configuration));

        Assert.Equal("tests.topology.asia", Find(test, "Handlers.Note.TopologyTests.Reported").Filter);
    }

    private static TopologyHandler Find(BareBus test, string name) =>
        test.Bus.Topology.Handlers.Single(handler => handler.Name == Prefix + name);
}
