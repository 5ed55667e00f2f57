using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class HandlerTests
{
    private const string Prelude = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using TypedBus;
        namespace Shop;
        [Event("placed")] public sealed record Placed;
        [Event("billed")] public readonly record struct Billed;
        public interface ILedger;
        public interface IBox<T>;

        """;

    [Fact]
    public void SeveralHandlers_RunInTheirOrder()
    {
        var project = Run("""
            public sealed class Billing
            {
                [Handler(Order = 1)] public void Last(Placed placed) { }
                [Handler] public Task Second(Placed placed, CancellationToken token) => Task.CompletedTask;
                [Handler(Order = -1)] public ValueTask First(Placed placed) => default;
                [Handler(Dispatch = false)] public void Never(Placed placed) { }
            }
            public static class Audit { [Handler] public static void Note(Placed placed, ILedger ledger) { } }
            """);

        Snapshot.Verify(project, "Shop.Placed");
    }

    [Fact]
    public void ScopedClass()
    {
        var project = Run("""
            [HandlerClass(HandlerLifetime.Scoped)]
            public sealed class Billing(ILedger ledger)
            {
                public ILedger Ledger => ledger;
                [Handler] public Task<Billed?> Bill(Placed placed, ILedger one, IServiceProvider two) => Task.FromResult<Billed?>(null);
            }
            """);

        Snapshot.Verify(project, "Shop.Placed");
    }

    [Theory]
    [InlineData("void", "_handlers0.M(event);")]
    [InlineData("Task", "return new ValueTask(_handlers0.M(event));")]
    [InlineData("ValueTask", "return _handlers0.M(event);")]
    [InlineData("Billed", "return Results.PublishAsync(context, _handlers0.M(event));")]
    [InlineData("Placed?", "return Results.PublishAsync(context, _handlers0.M(event));")]
    [InlineData("Billed?", "return Results.PublishNullableAsync(context, _handlers0.M(event));")]
    [InlineData("Task<Billed>", "return Results.PublishTaskAsync(context, new ValueTask<Billed>(_handlers0.M(event)));")]
    [InlineData("Task<Placed?>", "return Results.PublishTaskAsync(context, new ValueTask<Placed?>(_handlers0.M(event)));")]
    [InlineData("Task<Billed?>", "return Results.PublishNullableTaskAsync(context, new ValueTask<Billed?>(_handlers0.M(event)));")]
    [InlineData("ValueTask<Placed>", "return Results.PublishTaskAsync(context, _handlers0.M(event));")]
    [InlineData("ValueTask<Placed?>", "return Results.PublishTaskAsync(context, _handlers0.M(event));")]
    [InlineData("ValueTask<Billed?>", "return Results.PublishNullableTaskAsync(context, _handlers0.M(event));")]
    [InlineData("IEnumerable<Billed>", "return Results.PublishEachAsync(context, _handlers0.M(event));")]
    [InlineData("IEnumerable<Placed?>", "return Results.PublishEachAsync(context, _handlers0.M(event));")]
    [InlineData("IAsyncEnumerable<Placed>", "return Results.PublishEachAsync(context, _handlers0.M(event));")]
    public void Result_IsPublished(string type, string line)
    {
        var body = type == "void" ? "{ }" : "=> default!;";
        var project = Run($"public sealed class Billing {{ [Handler] public {type} M(Placed placed) {body} }}");

        var written = project.LineWith("M(context.Event)")
            .Replace("global::TypedBus.Runtime.HandlerResults", "Results")
            .Replace("global::System.Threading.Tasks.", string.Empty)
            .Replace("global::Shop.", string.Empty)
            .Replace("context.Event", "event");
        Assert.Equal(line, written);
        Assert.Equal(type is "void" or "Task" or "ValueTask", project.Text.Contains("AddDispatcher"));
    }

    [Theory]
    [InlineData("in Placed placed", "_handlers0.M(in context.Event);")]
    [InlineData("Placed p, EventContext c", "_handlers0.M(context.Event, context);")]
    [InlineData("Placed p, CancellationToken t, EventContext<Placed> c", "_handlers0.M(context.Event, context.CancellationToken, context);")]
    [InlineData("Placed p, ILedger one, IBox<string?> two, ILedger three", "_handlers0.M(context.Event, _service0, _service1, _service0);")]
    [InlineData("Placed p, ILedger[] all, Action? a = null, IServiceProvider? s = null", "_handlers0.M(context.Event, _service0, _service1, _service2);")]
    public void Parameters_AreFilled(string parameters, string line) => Assert.Equal(
        line, Run($"public sealed class Billing {{ [Handler] public void M({parameters}) {{ }} }}").LineWith("context.Event"));

    [Fact]
    public void KeyedServices_AreFoundByKey()
    {
        var project = Run("""
            public enum Kind { None, Fast }
            public sealed class Billing([FromKeyedServices("a\"b")] ILedger ledger)
            {
                public ILedger Ledger => ledger;
                [Handler] public void M(Placed p, [FromKeyedServices(5L)] ILedger one, [FromKeyedServices(Kind.Fast)] ILedger two, ILedger three) { }
            }
            """);

        Assert.Contains("GetRequiredKeyedService<global::Shop.ILedger>(services, \"a\\\"b\")", project.Text);
        Assert.Contains("GetRequiredKeyedService<global::Shop.ILedger>(services, (long)(5))", project.Text);
        Assert.Contains("GetRequiredKeyedService<global::Shop.ILedger>(services, (global::Shop.Kind)(1))", project.Text);
        Assert.Equal("Services = new global::System.Type[] { typeof(global::Shop.ILedger) },", project.LineWith("Services = "));
    }

    [Fact]
    public void Options_AreWritten()
    {
        var project = Run("""
            public sealed class Billing
            {
                [Handler(Name = "n", Group = "g", Order = -2, Capacity = 3, FullMode = FullMode.DropOldest, Concurrency = 5, Attempts = 4, Dispatch = false)] public void M(Placed placed) { }
            }
            """);

        foreach (var line in new[]
        {
            "Name = \"n\",", "Group = \"g\",", "Order = -2,", "Capacity = 3,", "FullMode = global::TypedBus.FullMode.DropOldest,", "Concurrency = 5,",
            "Attempts = 4,", "Dispatch = false,",
        })
        {
            Assert.Equal(line, project.LineWith(line));
        }

        Assert.DoesNotContain("AddDispatcher", project.Text);
    }

    [Fact]
    public void DefaultConcurrency_IsNotWritten() => Assert.DoesNotContain(
        "Concurrency", Run("public sealed class Billing { [Handler(Concurrency = 1)] public void M(Placed placed) { } }").Text);

    [Fact]
    public void OneHandlerWithContext_LeavesDispatchToTheRuntime()
    {
        const string Plain = "[Handler] public void A(Placed p) { }";

        var dispatched = Run($"public class Billing {{ {Plain} [Handler] public void B(Placed p, EventContext c) {{ }} }}");
        var exempt = Run($"public class Billing {{ {Plain} [Handler(Dispatch = false)] public void B(Placed p, EventContext c) {{ }} }}");

        Assert.DoesNotContain("AddDispatcher", dispatched.Text);
        Assert.Contains("AddDispatcher<global::Shop.Placed>(1,", exempt.Text);
    }

    [Fact]
    public void ConstructorMarkedForTheContainer_IsTaken() => Assert.Contains(
        "typeof(global::Shop.ILedger));",
        Run("""
            public sealed class Billing
            {
                public Billing() { }
                [ActivatorUtilitiesConstructor] internal Billing(ILedger ledger) { }
                [Handler] public void M(Placed p) { }
            }
            """).Text);

    [Fact]
    public void OverloadsThatDifferByIn_AreBothCalled()
    {
        var project = Run("public class Billing { [Handler] public void M(Placed p) { } [Handler(Name = \"in\")] public void M(in Placed p) { } }");

        Assert.Equal("_handlers0.M(context.Event);", project.LineWith("M(context.Event)"));
        Assert.Equal("_handlers0.M(in context.Event);", project.LineWith("M(in context.Event)"));
    }

    [Fact]
    public void PartialMethod_IsOneHandler() => Assert.Single(
        Run("""
            public partial class Billing { public partial void M(Placed p); [Handler] public partial void N(Placed p); }
            public partial class Billing { [Handler] public partial void M(Placed p) { } public partial void N(Placed p) { } }
            """).Text.Split('\n'), static line => line.Contains("Name = \"Shop.Billing.M.Placed\""));

    [Fact]
    public void ObsoleteHandler_IsCalledWithoutAWarning() => Run("""
        [Event("old"), Obsolete] public sealed record Old;
        [Obsolete("Soon")] public sealed class Billing { [Obsolete, Handler] public void M(Old old) { } }
        """);

    [Fact]
    public void NullableContextOff_BringsNoWarning() => Run("""
        #nullable disable
        public sealed class Billing(ILedger ledger, ILedger other = null)
        {
            public object All => (ledger, other);
            [Handler] public Task<Placed> M(Placed p, IBox<string> box, ILedger l = null) => null;
        }
        """);

    [Fact]
    public void EveryStep_IsNamed() => new GeneratorTest
    {
        Project = new TestProject
        {
            ReferencesMessagePack = true,
            Sources =
            [
                Prelude + "public class Log<T> { [Handler] public void M(T t) { } } public class PlacedLog : Log<Placed>; "
                    + "[Event(\"v\")] public sealed record V1; [Event(\"v\", Version = 2)] public sealed record V2; "
                    + "public static class Up { [Upcast] public static V2 FromV1(V1 old) => new(); }",
            ],
        },
        ExpectsEveryStep = true,
    }.Run();

    private static TestProject TwoEvents { get; } = new()
    {
        Sources =
        [
            Prelude,
            """
            using TypedBus;
            using Shop;
            public sealed class Billing { [Handler] public void M(Placed p) { } [Handler] public void M(Billed b) { } }
            """,
        ],
    };

    [Fact]
    public void EditedHandler_WritesTheFileOfItsEventAlone() => new GeneratorTest
    {
        Project = TwoEvents,
        Control = static compilation => Edits.ReplaceText(compilation, "[Handler] public void M(B", "[Handler(Capacity = 9)] public void M(B"),
        FilesChangedByControl = 1,
    }.Run();

    [Fact]
    public void EditedSubject_WritesTheModuleAndTheFileOfItsEvent() => new GeneratorTest
    {
        Project = TwoEvents,
        FilesChangedByControl = 2,
    }.Run();

    [Fact]
    public void CompliantAssembly_HasNoWarning() => GeneratorTest.Run(
        "[assembly: System.CLSCompliant(true)] public static class Nothing;",
        "[TypedBus.Event(\"internal\")] internal sealed record Internal { [TypedBus.Handler] internal static void M(Internal i) { } }");

    private static GeneratedProject Run(string source) => GeneratorTest.Run(Prelude + source);
}
