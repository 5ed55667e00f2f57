extern alias build;

using System.Text.Json;
using TypedBus.Generators.Tests.Harness;
using MetadataTopology = build::TypedBus.Build.MetadataTopology;

namespace TypedBus.Generators.Tests;

/// <summary>Who takes which event: as a bus tells it, and as the build reads it out of the assemblies without loading them.</summary>
public sealed class TopologyTests
{
    private const string Events = """
        using TypedBus;

        namespace Shop;

        public interface IOrderEvent;
        public abstract record Regional(string Region);

        [Event("orders.{Region}.placed")] public sealed record Placed(string Region) : Regional(Region), IOrderEvent;
        [Event("orders.billed")] public readonly record struct Billed(int Id) : IOrderEvent;
        [Event("orders.lost")] public sealed record Lost;
        """;

    private const string Handlers = """
        using System.Threading.Tasks;
        using TypedBus;

        namespace Shop.Handlers;

        public static class Billing
        {
            [Handler(Group = "billing")] public static async Task<Billed?> Bill(Placed placed) { await Task.Yield(); return null; }
            [Handler(Name = "to <Europe>", Subject = "orders.eu.*")] public static void Ship(Placed placed) { }
        }

        public static class Audit
        {
            [Handler] public static void Note(IOrderEvent any) { }
            [Handler] public static Lost? Look(Regional placed) => null;
        }
        """;

    private const string Program = """
        using System.Threading.Tasks;
        using TypedBus;

        public static class Program
        {
            public static async Task<string> RunAsync()
            {
                await using var bus = EventBus.Start(EventModules.All);
                return string.Join("\f", bus.Topology.ToMermaid(), bus.Topology.ToAsyncApi("Shop", "2.1.0"), bus.Topology.ToTable());
            }
        }
        """;

    private const string Mermaid = """
        flowchart LR
            e_Shop_Billed["Shop.Billed<br/>orders.billed"]
            e_Shop_Lost["Shop.Lost<br/>orders.lost"]:::unhandled
            e_Shop_Placed["Shop.Placed<br/>orders.{Region}.placed"]
            h_Shop_Handlers_Audit_Look_Shop_Regional(["Shop.Handlers.Audit.Look.Shop.Regional"])
            h_Shop_Handlers_Audit_Note_Shop_IOrderEvent(["Shop.Handlers.Audit.Note.Shop.IOrderEvent"])
            h_Shop_Handlers_Billing_Bill_Shop_Placed(["Shop.Handlers.Billing.Bill.Shop.Placed<br/>group billing"])
            h_to__0020__003CEurope__003E(["to #lt;Europe#gt;"])
            e_Shop_Placed --> h_Shop_Handlers_Audit_Look_Shop_Regional
            h_Shop_Handlers_Audit_Look_Shop_Regional --> e_Shop_Lost
            e_Shop_Billed --> h_Shop_Handlers_Audit_Note_Shop_IOrderEvent
            e_Shop_Placed --> h_Shop_Handlers_Audit_Note_Shop_IOrderEvent
            e_Shop_Placed --> h_Shop_Handlers_Billing_Bill_Shop_Placed
            h_Shop_Handlers_Billing_Bill_Shop_Placed --> e_Shop_Billed
            e_Shop_Placed -->|"orders.eu.*"| h_to__0020__003CEurope__003E
            classDef unhandled stroke-dasharray: 2 2
            classDef elsewhere stroke-dasharray: 6 3,opacity: 0.5
            classDef added stroke-width: 3px

        """;

    private const string Table = """
        SUBJECT                 EVENT        HANDLER                                    GROUP    FILTER       PUBLISHES
        orders.billed           Shop.Billed  Shop.Handlers.Audit.Note.Shop.IOrderEvent  -        -            -
        orders.lost             Shop.Lost    -                                          -        -            -
        orders.{Region}.placed  Shop.Placed  Shop.Handlers.Audit.Look.Shop.Regional     -        -            Shop.Lost
        orders.{Region}.placed  Shop.Placed  Shop.Handlers.Audit.Note.Shop.IOrderEvent  -        -            -
        orders.{Region}.placed  Shop.Placed  Shop.Handlers.Billing.Bill.Shop.Placed     billing  -            Shop.Billed
        orders.{Region}.placed  Shop.Placed  to <Europe>                                -        orders.eu.*  -

        """;

    [Fact]
    public async Task IsWrittenAsAFlowchartAndAsATable()
    {
        var (events, handlers) = Compile();

        var texts = (await LoadedProgram.RunAsync(events, handlers)).Split('\f');

        Assert.Equal(Mermaid, texts[0]);
        Assert.Equal(Table, texts[2]);
    }

    [Fact]
    public async Task IsWrittenAsAnAsyncApiDocument()
    {
        var (events, handlers) = Compile();

        using var document = JsonDocument.Parse((await LoadedProgram.RunAsync(events, handlers)).Split('\f')[1]);
        var root = document.RootElement;

        Assert.Equal("3.0.0", root.GetProperty("asyncapi").GetString());
        Assert.Equal("Shop 2.1.0", $"{root.GetProperty("info").GetProperty("title")} {root.GetProperty("info").GetProperty("version")}");
        var channels = root.GetProperty("channels");
        Assert.Equal(["Shop.Billed", "Shop.Lost", "Shop.Placed"], Names(channels));
        Assert.Equal("orders.{Region}.placed", channels.GetProperty("Shop.Placed").GetProperty("address").GetString());
        Assert.Equal(["Region"], Names(channels.GetProperty("Shop.Placed").GetProperty("parameters")));
        Assert.Equal(["Shop.Billed", "Shop.Lost", "Shop.Placed"], Names(root.GetProperty("components").GetProperty("messages")));
        Assert.Equal(
            [
                "Shop.Handlers.Audit.Look.Shop.Regional receive Shop.Placed",
                "Shop.Handlers.Audit.Look.Shop.Regional.result send Shop.Lost",
                "Shop.Handlers.Audit.Note.Shop.IOrderEvent.on.Shop.Billed receive Shop.Billed",
                "Shop.Handlers.Audit.Note.Shop.IOrderEvent.on.Shop.Placed receive Shop.Placed",
                "Shop.Handlers.Billing.Bill.Shop.Placed receive Shop.Placed",
                "Shop.Handlers.Billing.Bill.Shop.Placed.result send Shop.Billed",
                "to_0020_003cEurope_003e receive Shop.Placed",
            ],
            root.GetProperty("operations").EnumerateObject().Select(operation =>
                $"{operation.Name} {operation.Value.GetProperty("action")} {Resolve(root, operation.Value.GetProperty("channel"))}"));
        foreach (var operation in root.GetProperty("operations").EnumerateObject())
        {
            var message = Assert.Single(operation.Value.GetProperty("messages").EnumerateArray());
            Assert.Equal(Resolve(root, operation.Value.GetProperty("channel")), Resolve(root, message));
        }
    }

    [Fact]
    public async Task IsTheSameInTheMetadataOfTheAssemblies()
    {
        var (events, handlers) = Compile();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = new[] { handlers, events }.Select((project, index) =>
            {
                var file = Path.Combine(folder.FullName, $"{index}.dll");
                File.WriteAllBytes(file, project.Emit());
                return file;
            }).ToArray();

            var read = MetadataTopology.Read([.. files, typeof(object).Assembly.Location]);

            var texts = (await LoadedProgram.RunAsync(events, handlers)).Split('\f');
            Assert.Equal(string.Join("\f", texts), string.Join("\f", read.ToMermaid(), read.ToAsyncApi("Shop", "2.1.0"), read.ToTable()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("void", null)]
    [InlineData("System.Threading.Tasks.Task", null)]
    [InlineData("System.Threading.Tasks.ValueTask", null)]
    [InlineData("Value", "Value")]
    [InlineData("Value?", "Value")]
    [InlineData("Other?", "Other")]
    [InlineData("System.Threading.Tasks.Task<Value>", "Value")]
    [InlineData("System.Threading.Tasks.ValueTask<Value?>", "Value")]
    [InlineData("System.Collections.Generic.IEnumerable<Other>", "Other")]
    [InlineData("System.Collections.Generic.IAsyncEnumerable<Value>", "Value")]
    public void NamesWhatAHandlerReturns(string type, string? result)
    {
        var project = GeneratorTest.Run($$"""
            using TypedBus;
            [Event("value")] public readonly record struct Value(int Id);
            [Event("other")] public sealed record Other(int Id);
            public static class Handlers { [Handler(Name = "it")] public static {{type}} Handle(Other other) => throw new System.NotSupportedException(); }
            """);

        var written = result is null ? "null" : $"\"{result}\"";
        Assert.Equal(
            $"[assembly: global::TypedBus.Runtime.DeclaredHandler(\"it\", \"Other\", {written}, null, null)]", project.LineWith("DeclaredHandler("));
        Assert.Equal(result is not null, project.Text.Contains($"Result = typeof(global::{result}),", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GenericBaseTypesHaveTheSameNamesAtRunTimeAndInMetadata()
    {
        var project = GeneratorTest.Run("""
            using System.Threading.Tasks;
            using TypedBus;

            public static class Outer<TOne> { public interface IOf<TTwo, TThree>; }

            [Event("placed")] public sealed record Placed : Outer<string>.IOf<int, Outer<Placed>.IOf<string, long>>;

            public static class Program
            {
                [Handler(Name = "it")] public static void Handle(Outer<string>.IOf<int, Outer<Placed>.IOf<string, long>> placed) { }

                public static async Task<string> RunAsync()
                {
                    await using var bus = EventBus.Start(EventModules.All);
                    return bus.Topology.Handlers[0].Takes;
                }
            }
            """);

        var taken = await LoadedProgram.RunAsync(project);

        Assert.Equal("Outer<System.String>.IOf<System.Int32, Outer<Placed>.IOf<System.String, System.Int64>>", taken);
        Assert.Contains($"DeclaredEvent(\"Placed\", \"placed\", \"{taken}\")", project.Text);
        Assert.Contains($"DeclaredHandler(\"it\", \"{taken}\", null, null, null)", project.Text);
    }

    private static (GeneratedProject Events, GeneratedProject Handlers) Compile()
    {
        var events = GeneratorTest.Run(new TestProject { Name = "Shop.Events", Sources = [Events] });
        var handlers = GeneratorTest.Run(new TestProject { Name = "Shop.Handlers", Sources = [Handlers, Program], References = [events] });
        return (events, handlers);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(static member => member.Name);

    // Follows a reference within the document, and gives the name of what it leads to.
    private static string Resolve(JsonElement root, JsonElement reference)
    {
        var (found, name) = (root, string.Empty);
        foreach (var step in reference.GetProperty("$ref").GetString()!.Split('/').Skip(1))
        {
            (found, name) = (found.GetProperty(step), step);
        }

        return name;
    }
}
