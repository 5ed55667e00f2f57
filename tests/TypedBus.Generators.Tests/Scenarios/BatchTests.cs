using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

/// <summary>Handlers that take batches.</summary>
public sealed class BatchTests
{
    private const string Prelude = """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using TypedBus;
        namespace Shop;
        [Event("placed")] public readonly record struct Placed;
        public interface ILedger;

        """;

    private const string Store = """
        public sealed class Storing(ILedger ledger)
        {
            public ILedger Ledger => ledger;
            [Handler(MaxBatch = 100, LingerMilliseconds = 50)]
            public async ValueTask Store(IReadOnlyList<Placed> placed, CancellationToken token, EventContext context, ILedger other) => await Task.Yield();
        }
        """;

    [Fact]
    public void BatchHandler() => Snapshot.Verify(GeneratorTest.Run(Prelude + Store), "Shop.Placed");

    [Theory]
    [InlineData("void", "_handlers0.M(context.Event);")]
    [InlineData("Task", "return new global::System.Threading.Tasks.ValueTask(_handlers0.M(context.Event));")]
    [InlineData("ValueTask", "return _handlers0.M(context.Event);")]
    public void Result_IsWaitedFor(string type, string line)
    {
        var body = type == "void" ? "{ }" : "=> default!;";
        var project = GeneratorTest.Run(
            Prelude + $"public sealed class Storing {{ [Handler] public {type} M(IReadOnlyList<Placed> all) {body} }}");
        Assert.Equal(line, project.LineWith("M(context.Event)"));
        Assert.DoesNotContain("MaxBatch", project.Text);
        Assert.DoesNotContain("AddDispatcher", project.Text);
    }

    [Fact]
    public void BatchesAndSingleEvents_AreHandledSideBySide()
    {
        var text = GeneratorTest.Run(Prelude + """
            public class Log<T> { [Handler(MaxBatch = 2)] public void Many(IReadOnlyList<T> all) { } }
            public class PlacedLog : Log<Placed> { [Handler] public void One(Placed placed) { } }
            """).Text;
        Assert.Contains("registry.AddBatchHandler<global::Shop.Placed>(", text);
        Assert.Contains("registry.AddHandler<global::Shop.Placed>(", text);
        Assert.Contains("HandlerInvoker<global::System.Collections.Generic.IReadOnlyList<global::Shop.Placed>>", text);
        Assert.Contains("Name = \"Shop.PlacedLog.Many.Placed\",", text);
    }

    [Fact]
    public void EditedBound_WritesTheFileOfItsEventAlone() => new GeneratorTest
    {
        Project = new TestProject { Sources = [Prelude + Store] },
        Control = static compilation => Edits.ReplaceText(compilation, "MaxBatch = 100", "MaxBatch = 200"),
        FilesChangedByControl = 1,
    }.Run();
}
