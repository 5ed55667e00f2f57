using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3005, TB3006, TB3007, TB3008 and TB3011: rules that look at a whole application, and at what it references.</summary>
public sealed class EventGraphTests
{
    private const string Start = "await using var bus = EventBus.Start([]);\n";
    private const string Handles = "public static class Handles { [Handler] public static void OnPlaced(Placed placed) { } }";

    [Theory]
    [InlineData(Start + "await bus.PublishAsync(new Placed(1));", "TB3005")]
    [InlineData(Start + "await bus.PublishAsync(new Placed(1));\n" + Handles, "")]
    [InlineData(Start + "await bus.DispatchAsync(new Placed(1));\npublic static class H { [Handler] public static Billed M(Placed p) => default; }", "TB3005")]
    [InlineData(Start + "await bus.PublishAsync(new Placed(1));\npublic static class H { [Handler] public static void M(object any) { } }", "")]
    [InlineData(Start + "await bus.PublishAsync(new Placed(1)); bus.Subscribe<Placed>(\"a\", context => default);", "")]
    [InlineData(Start + "await bus.PublishAsync(new Outside());\n[Event(\"out\", External = true)] public sealed record Outside;", "")]
    [InlineData(Start + "await Send(new Placed(1)); async Task Send<T>(T item) => await bus.PublishAsync(item);", "")]
    [InlineData(Start + Handles, "TB3006")]
    [InlineData(Start + "Func<Placed, ValueTask> send = Publish; ValueTask Publish(Placed p) => bus.PublishAsync(p);\n" + Handles, "")]
    [InlineData(Start + "await Send(new Placed(1)); async Task Send<T>(T item) => await bus.PublishAsync(item);\n" + Handles, "")]
    [InlineData(Start + "public static class H { [Handler] public static void M(Outside o) { } }\n[Event(\"out\", External = true)] public sealed record Outside;", "")]
    [InlineData(Start + "public static class H { [Handler] public static void M(B o) { } [Upcast] public static B Up(A old) => new(); }\n[Event(\"x\")] public sealed record A; [Event(\"x\", Version = 2)] public sealed record B;", "")]
    [InlineData(Start + "await bus.PublishAsync(new Billed(1));\npublic static class H { [Handler] public static Placed M(Billed b) => new(1); [Handler] public static void N(Placed p) { } }", "")]
    [InlineData("EventBus bus = null!; await bus.PublishAsync(new Placed(1));\n" + Handles, "TB3011")]
    [InlineData("await using var bus = await EventBus.StartAsync([]); await bus.PublishAsync(new Placed(1));\n" + Handles, "")]
    [InlineData("Microsoft.Extensions.DependencyInjection.IServiceCollection s = null!; s.AddTypedBus([]); EventBus bus = null!; await bus.PublishAsync(new Placed(1));\n" + Handles, "")]
    [InlineData(Start + "await bus.PublishAsync(new Wrong());\n[Event(\"\")] public sealed record Wrong;", "TB1003")]
    [InlineData(Start + "await bus.PublishAsync(new Placed(1));\npublic class H { [Handler] private Task M(Placed p) => Task.CompletedTask; }", "TB2006")]
    [InlineData(Start + "public class H { [Handler] private Placed M(Billed b) => new(1); }\n" + Handles, "TB2006")]
    public void An_application_is_told(string source, string expected) => Assert.Equal(expected, Run(source, []));

    [Theory]
    [InlineData("public static class H { [Handler] public static Placed M(Placed p) => p; }", "H.M publishes Placed -> H.M")]
    [InlineData(
        "public static class H { [Handler] public static Billed A(Placed p) => default; [Handler] public static async Task B(Billed b, EventContext c) => await c.PublishAsync(new Placed(1)); }",
        "H.A publishes Billed -> H.B publishes Placed -> H.A")]
    [InlineData("public static class H { [Handler] public static Billed A(object any) => default; }", "H.A publishes Billed -> H.A")]
    [InlineData("public static class H { [Handler(Subject = \"placed\")] public static Billed A(object any) => default; }", "")]
    [InlineData("public static class H { [Handler] public static Billed A(Placed p) => default; [Handler] public static void B(Billed b) { } }", "")]
    [InlineData("public static class H { [Handler] public static Billed A(Placed p) => default; [Handler] public static Billed? B(Placed p) => default; }", "")]
    public void Cycles_are_shown_with_their_path(string source, string path)
    {
        var found = TestSources.RunAll(Compile(source, OutputKind.DynamicallyLinkedLibrary, [])).Where(static one => one.Id == "TB3007").ToArray();
        Assert.Equal(path.Length > 0 ? 1 : 0, found.Length);
        Assert.All(found, one => Assert.Contains($": {path}. ", one.GetMessage(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("billed.>", "TB3008")]
    [InlineData("placed", "")]
    [InlineData(">", "")]
    public void A_filter_has_to_fit_an_event(string filter, string expected) => Assert.Equal(
        expected,
        Run(Start + $"await bus.PublishAsync(new Placed(1));\npublic static class H {{ [Handler(Subject = \"{filter}\")] public static void M(object any) {{ }} }}\n" + Handles, []));

    [Theory]
    [InlineData("public static class Lib { [Handler] public static void M(Placed placed) { } }", "TB3005", "")]
    [InlineData("public static class Lib { [Handler] public static void M(object any) { } }", "TB3005", "")]
    [InlineData("public static class Lib { public static void M(EventBus bus) => bus.Subscribe<Placed>(\"a\", c => default); }", "TB3005", "")]
    [InlineData("public static class Lib { public static void M() { } }", "TB3005", "TB3005")]
    public void Handlers_in_references_hear(string library, string alone, string together)
    {
        const string app = Start + "await bus.PublishAsync(new Placed(1));";
        Assert.Equal(alone, Run(app, []));
        Assert.Equal(together, Run(app, [Emit(library)], own: false));
    }

    [Theory]
    [InlineData("public static class Lib { public static ValueTask M(EventBus bus) => bus.PublishAsync(new Placed(1)); }", "")]
    [InlineData("public static class Lib { [Handler] public static Placed? M(Billed billed) => null; }", "")]
    [InlineData("public static class Lib { public static void M(EventContext c) => Any(new Placed(1)); static void Any<T>(T item) { } }", "")]
    [InlineData("public static class Lib { public static object M() => new Placed(1); }", "TB3006")]
    [InlineData("public static class Lib { public static object M() => Task.FromResult(new Placed(1)); }", "TB3006")]
    public void Publishers_in_references_are_found(string library, string expected) =>
        Assert.Equal(expected, Run(Start + Handles, [Emit(library)], own: false));

    [Fact]
    public void A_bus_that_a_reference_makes_is_found() => Assert.Equal(
        string.Empty,
        Run(
            "EventBus bus = Lib.Make(); await bus.PublishAsync(new Placed(1));\n" + Handles,
            [Emit("public static class Lib { public static EventBus Make() => EventBus.Start([]); }")],
            own: false));

    [Fact]
    public void A_library_is_told_nothing() => Assert.Empty(TestSources.RunAll(
        Compile("public class A { public async Task M(EventBus bus) => await bus.PublishAsync(new Placed(1)); }", OutputKind.DynamicallyLinkedLibrary, [])));

    private static string Run(string source, MetadataReference[] references, bool own = true)
    {
        var compilation = Compile(source, OutputKind.ConsoleApplication, references, own);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return string.Join(' ', TestSources.RunAll(compilation).Select(static one => one.Id).Distinct().Order(StringComparer.Ordinal));
    }

    // The library has the events, too, so that it can be read as any other assembly is.
    private static MetadataReference Emit(string source)
    {
        Compilation library = Compile(source, OutputKind.DynamicallyLinkedLibrary, []).WithAssemblyName("Library");
        CSharpGeneratorDriver.Create(new TypedBusGenerator()).RunGeneratorsAndUpdateCompilation(library, out library, out _, TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        var result = library.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    // Beside an application stand the events that its library would bring, or the usings alone.
    private static CSharpCompilation Compile(string source, OutputKind kind, MetadataReference[] references, bool own = true)
    {
        var common = own ? TestSources.Common : string.Join('\n', TestSources.Common.Split('\n').TakeWhile(static line => line.StartsWith("global", StringComparison.Ordinal)));
        return TestSources.Compile(common, source)
            .AddReferences(references)
            .WithOptions(TestSources.Options.WithOutputKind(kind));
    }
}
