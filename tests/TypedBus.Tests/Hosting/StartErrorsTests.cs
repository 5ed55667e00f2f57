using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Hosting;

/// <summary>What is wrong in code, configuration or services is an error at start that names the culprit and the remedy.</summary>
public sealed class StartErrorsTests
{
    private const string Good = "TypedBus.Tests.Hosting.StartErrorsTests.Fine.Handle.StartErrorsTests.Started";

    [Event("tests.errors")]
    public sealed record Started;

    public interface IMissing;

    public sealed class Scope;

    public sealed class Fine(Recorder recorder)
    {
        [Handler]
        public void Handle(Started started, EventContext context) => recorder.Add($"{context.Attempt}");
    }

    public sealed class Unbounded
    {
#pragma warning disable TB2020 // What a missing bound comes to is the test.
        [Handler]
        public void Handle(IReadOnlyList<Started> started)
        {
        }
#pragma warning restore TB2020
    }

    public sealed class Needy(IMissing missing)
    {
        [Handler]
        public void Handle(Started started) => GC.KeepAlive(missing);

        [Handler]
        public static void TakesService(Started started, IMissing missing) => GC.KeepAlive(missing);
    }

    public sealed class Captive(Scope scope)
    {
        [Handler]
        public void Handle(Started started) => GC.KeepAlive(scope);
    }

    public static class Twins
    {
        [Handler(Name = "TypedBus.Tests.Hosting.StartErrorsTests.twin")]
        public static void One(Started started)
        {
        }

#pragma warning disable TB2019 // What two of one name come to is the test.
        [Handler(Name = "TypedBus.Tests.Hosting.StartErrorsTests.twin")]
        public static void Two(Started started)
        {
        }
#pragma warning restore TB2019
    }

    private static string Fail(Action<EventBusBuilder> configure, string handlers = "Fine.*") =>
        Assert.Throws<InvalidOperationException>(() => BareBus.Start<StartErrorsTests>(configure, handlers)).Message;

    private static Action<EventBusBuilder> Configure(params (string Key, string Value)[] values) => bus =>
        bus.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(static pair => $"TypedBus:{pair.Key}", static pair => (string?)pair.Value)).Build());

    [Fact]
    public void Two_handlers_of_one_name()
    {
        var message = Fail(static _ => { }, "twin");
        Assert.Contains("The name 'TypedBus.Tests.Hosting.StartErrorsTests.twin' is given to", message, StringComparison.Ordinal);
        Assert.Contains("Twins.One(", message, StringComparison.Ordinal);
        Assert.Contains("Twins.Two(", message, StringComparison.Ordinal);
        Assert.Contains("Give each handler a name of its own", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_service_of_a_class_and_of_a_method()
    {
        var message = Fail(static _ => { }, "Needy.*");
        Assert.Contains("Needy.Handle.StartErrorsTests.Started' needs TypedBus.Tests.Hosting.StartErrorsTests.IMissing", message, StringComparison.Ordinal);
        Assert.Contains("Needy.TakesService.StartErrorsTests.Started' needs", message, StringComparison.Ordinal);
        Assert.Contains("Add it to the services", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scoped_service_in_a_handler_that_lives_as_long_as_the_bus()
    {
        var message = Fail(static bus => bus.Services.AddScoped<Scope>(), "Captive.*");
        Assert.Contains("which is a scoped service. Mark its class [HandlerClass(HandlerLifetime.Scoped)]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_that_nothing_bounds()
    {
        const string name = "TypedBus.Tests.Hosting.StartErrorsTests.Unbounded.Handle.StartErrorsTests.Started";
        var message = Fail(static _ => { }, "Unbounded.*");
        Assert.Contains($"Handler '{name}' takes batches, and nothing bounds them. Set MaxBatch", message, StringComparison.Ordinal);
        Assert.Contains("has a MaxBatch of -1. Make it at least 1", Fail(Configure(($"Handlers:{name}:MaxBatch", "-1")), "Unbounded.*"), StringComparison.Ordinal);
        Assert.Contains(
            "has a linger of -00:00:01. Make it between 0 and 24 days", Fail(Configure(($"Handlers:{name}:Linger", "-00:00:01")), "Unbounded.*"), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BareBus.Start<StartErrorsTests>(static bus => bus.Handler("*").Batch(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BareBus.Start<StartErrorsTests>(static bus => bus.Handler("*").Batch(1, TimeSpan.FromDays(30))));
    }

    [Fact]
    public void Bounds_for_a_handler_that_takes_single_events()
    {
        Assert.Contains(
            $"Handler '{Good}' takes single events, but the configuration has MaxBatch or Linger for it",
            Fail(Configure(($"Handlers:{Good}:MaxBatch", "5"))),
            StringComparison.Ordinal);
        Assert.Contains(
            $"Handler(…).Batch names '{Good}', and no handler called so takes batches", Fail(static bus => bus.Handler(Good).Batch(5)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Capacity", "many", "Capacity")]
    [InlineData("Capacity", "0", "Capacity is 0. Make it at least 1")]
    [InlineData("MaxCascade", "-1", "MaxCascade is -1. Make it at least 1")]
    [InlineData("DeadLetterCapacity", "-1", "DeadLetterCapacity is -1. Make it at least 0")]
    [InlineData("StopTimeout", "-00:00:01", "StopTimeout is -00:00:01")]
    [InlineData("Retry:Attempts", "0", "has 0 attempts. Make it at least 1")]
    [InlineData("Retry:Delay", "-00:00:01", "has a delay of -00:00:01. Make it at least 0")]
    [InlineData("Retry:MaxDelay", "00:00:00", "has a longest delay of 00:00:00")]
    [InlineData("Retry:Factor", "0.5", "has a factor of 0.5. Make it at least 1")]
    [InlineData("Retry:Jitter", "2", "has a jitter of 2. Make it between 0 and 1")]
    [InlineData("Retrry:Attempts", "3", "Retrry")]
    [InlineData("Handlers:nobody:Attempts", "3", "names 'nobody', and no handler is called so. Known handlers: ")]
    [InlineData($"Handlers:{Good}:Capacity", "-5", "has a capacity of -5. Make it at least 1")]
    [InlineData($"Handlers:{Good}:FullMode", "DropAll", "FullMode")]
    [InlineData($"Handlers:{Good}:FullMode", "7", "has a full mode of 7, which there is not. Choose one of Wait, DropNewest, DropOldest, Fail.")]
    [InlineData("Only:0", "nothing.*", "Only names 'nothing.*'")]
    [InlineData("Except:0", "nothing.*", "Except names 'nothing.*'")]
    public void A_nonsense_value_in_the_configuration(string key, string value, string expected) =>
        Assert.Contains(expected, Fail(Configure((key, value))), StringComparison.Ordinal);

    [Fact]
    public void A_handler_that_code_names_and_nobody_has()
    {
        var message = Fail(static bus =>
        {
            bus.Handler("nobody").Retry(static retry => retry.Attempts = 1);
            bus.Handler("nobody else").UseTimeout(TimeSpan.FromSeconds(1));
        });
        Assert.Contains("'nobody'", message, StringComparison.Ordinal);
        Assert.Contains("'nobody else'", message, StringComparison.Ordinal);
    }
}
