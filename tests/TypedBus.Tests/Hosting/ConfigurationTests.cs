using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Hosting;

/// <summary>Each handler's knobs: the attribute, then code, then the configuration, each before the one named first.</summary>
public sealed class ConfigurationTests
{
    private const string Prefix = "TypedBus.Tests.Hosting.ConfigurationTests.";
    private const string Plain = Prefix + "Handlers.Plain.ConfigurationTests.Turned";
    private const string Marked = Prefix + "Handlers.Marked.ConfigurationTests.Turned";

    [Event("tests.configuration")]
    public sealed record Turned;

    public sealed class Handlers
    {
        [Handler]
        public void Plain(Turned turned)
        {
        }

        [Handler(Capacity = 7, Attempts = 7, FullMode = FullMode.DropOldest)]
        public void Marked(Turned turned)
        {
        }
    }

    public sealed class Batches
    {
        [Handler(MaxBatch = 7, LingerMilliseconds = 20)]
        public void Store(IReadOnlyList<Turned> turned)
        {
        }
    }

    private static async Task<string> Table(Action<EventBusBuilder> configure, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(static pair => $"TypedBus:{pair.Key}", static pair => (string?)pair.Value)).Build();
        await using var test = BareBus.Start<ConfigurationTests>(bus =>
        {
            bus.Services.AddSingleton<IConfiguration>(configuration);
            configure(bus);
        });
        return test.Log.Lines.First(static line => line.Text.StartsWith("The bus runs", StringComparison.Ordinal)).Text;
    }

    [Fact]
    public async Task Defaults()
    {
        var table = await Table(static _ => { });
        Assert.Contains($"{Plain} (group its own, concurrency 1, capacity 256, attempts 5)", table, StringComparison.Ordinal);
        Assert.Contains($"{Marked} (group its own, concurrency 1, capacity 7, full mode DropOldest, attempts 7)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_goes_before_the_attribute_for_a_handler_and_behind_it_for_all()
    {
        var table = await Table(static bus =>
        {
            bus.Options.Capacity = 10;
            bus.Retry(static retry => retry.Attempts = 10);
            bus.Handler<Handlers>().Retry(static retry => retry.Attempts++);
            bus.Handler(Marked).Capacity(12).FullMode(FullMode.Fail);
        });
        Assert.Contains($"{Plain} (group its own, concurrency 1, capacity 10, attempts 11)", table, StringComparison.Ordinal);
        Assert.Contains($"{Marked} (group its own, concurrency 1, capacity 12, full mode Fail, attempts 8)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_goes_before_code()
    {
        var table = await Table(
            static bus =>
            {
                bus.Options.Capacity = 10;
                bus.Handler(Marked).Capacity(12).FullMode(FullMode.Fail);
            },
            ("Capacity", "20"),
            ("Retry:Attempts", "21"),
            ($"Handlers:{Marked}:Capacity", "22"),
            ($"Handlers:{Marked}:FullMode", "dropnewest"),
            ($"Handlers:{Marked}:Attempts", "23"));
        Assert.Contains($"{Plain} (group its own, concurrency 1, capacity 20, attempts 21)", table, StringComparison.Ordinal);
        Assert.Contains($"{Marked} (group its own, concurrency 1, capacity 22, full mode DropNewest, attempts 23)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_are_bounded_by_attribute_code_and_configuration()
    {
        const string name = Prefix + "Batches.Store.ConfigurationTests.Turned";
        Assert.Contains("batches of 7 within 20 ms, attempts", await Table(static _ => { }), StringComparison.Ordinal);
        Assert.Contains(
            "batches of 8 within 0 ms, attempts", await Table(static bus => bus.Handler("*").Batch(8)), StringComparison.Ordinal);
        Assert.Contains(
            "batches of 9 within 1500 ms, attempts",
            await Table(
                static bus => bus.Handler<Batches>().Batch(8, TimeSpan.FromSeconds(1)),
                ($"Handlers:{name}:MaxBatch", "9"),
                ($"Handlers:{name}:Linger", "00:00:01.5")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Only:0", "*.Plain.*")]
    [InlineData("Except:0", Marked)]
    [InlineData($"Handlers:{Marked}:Enabled", "false")]
    public async Task The_configuration_chooses_the_handlers(string key, string value)
    {
        var table = await Table(bus =>
        {
            if (key == "Only:0")
            {
                bus.Handlers.Except("*.Marked.*");
            }
        }, (key, value));
        Assert.Contains(Plain, table, StringComparison.Ordinal);
        Assert.DoesNotContain(Marked, table, StringComparison.Ordinal);
    }
}
