using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class NameTests
{
    [Fact]
    public void Keywords_AreEscapedInCode_AndPlainInNames()
    {
        var project = GeneratorTest.Run("""
            namespace @event.@namespace;
            [TypedBus.Event("void")] public sealed record @struct(int @int);
            public interface @interface;
            public sealed class @class(@interface @this)
            {
                public object @object => @this;
                [TypedBus.Handler] public void @do(@struct @in, @interface @out, System.Threading.CancellationToken @event) { }
            }
            """);

        Assert.Contains("Name = \"event.namespace.class.do.struct\"", project.Text);
        Assert.Contains("Parameters = \"event.namespace.struct,event.namespace.interface,System.Threading.CancellationToken\"", project.Text);
        Assert.Contains(".@do(context.Event", project.Text);
    }

    [Fact]
    public void GlobalNamespace()
    {
        var project = GeneratorTest.Run("""
            [TypedBus.Event("placed")] public sealed record Placed;
            public sealed class Billing { [TypedBus.Handler] public void Bill(Placed placed) { } }
            """);

        Assert.Contains("Name = \"Billing.Bill.Placed\"", project.Text);
        Assert.Contains("AddEvent<global::Placed>(\"placed\")", project.Text);
    }

    [Fact]
    public void EventOfTheGlobalNamespace_WithHandlersOfAnother() => Assert.Contains(
        "Name = \"Shop.Billing.Bill.Placed\"",
        GeneratorTest.Run(
            "[TypedBus.Event(\"placed\")] public sealed record Placed;",
            "namespace Shop; public sealed class Billing { [TypedBus.Handler] public void Bill(Placed placed) { } }").Text);

    [Fact]
    public void NamesThatDifferByNamespaceAlone()
    {
        var project = GeneratorTest.Run("""
            namespace A { [TypedBus.Event("a")] public sealed record Placed; public class Billing { [TypedBus.Handler] public void Bill(Placed p) { } } }
            namespace B { [TypedBus.Event("b")] public sealed record Placed; public class Billing { [TypedBus.Handler] public void Bill(Placed p) { } } }
            namespace A.B { public class Billing { [TypedBus.Handler] public void Bill(global::A.Placed p) { } [TypedBus.Handler] public void Bill(global::B.Placed p) { } } }
            """);

        Assert.Equal(["A.Placed.g.cs", "B.Placed.g.cs"], project.Files.Keys.Where(static file => file.Contains("Placed")));
        Assert.Equal(
            ["A.B.Billing.Bill.A.Placed", "A.B.Billing.Bill.B.Placed", "A.Billing.Bill.Placed", "B.Billing.Bill.Placed"], NamesOf(project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NamesThatDifferByCaseAlone_HaveFilesOfTheirOwn()
    {
        var project = GeneratorTest.Run("""
            [TypedBus.Event("a")] public sealed record Placed { [TypedBus.Handler] public static void M(Placed p) { } }
            [TypedBus.Event("b")] public sealed record PLACED { [TypedBus.Handler] public static void M(PLACED p) { } }
            """);

        Assert.Equal(["PLACED.g.cs", "Placed-2.g.cs"], project.Files.Keys.Where(static file => file.StartsWith("P", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void NestedTypes()
    {
        var project = GeneratorTest.Run("""
            namespace Shop;
            public static class Orders
            {
                [TypedBus.Event("placed")] public readonly record struct Placed;
                internal static class Inner
                {
                    internal sealed class Billing
                    {
                        [TypedBus.Handler] internal void Bill(Placed placed) { }
                        [TypedBus.Handler] internal void Bill(Inner.Billed billed) { }
                    }
                    [TypedBus.Event("billed")] internal readonly record struct Billed;
                }
            }
            """);

        Assert.Equal(["Shop.Orders.Inner.Billing.Bill.Orders.Inner.Billed", "Shop.Orders.Inner.Billing.Bill.Orders.Placed"], NamesOf(project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TypesNamedAsOurs_DoNotConfuse() => GeneratorTest.Run("""
        namespace Shop
        {
            namespace TypedBus { public sealed class Task; }
            namespace System { public sealed class IServiceProvider; }
            [global::TypedBus.Event("placed")] public sealed record ValueTask;
            public sealed class registry(System.IServiceProvider services)
            {
                public object Services => services;
                [global::TypedBus.Handler] public void index(ValueTask task0, TypedBus.Task context) { }
                [global::TypedBus.Handler] public global::System.Threading.Tasks.Task failure(ValueTask services, TypedBus.Task _handlers0) => null!;
            }
        }
        namespace TypedBus.Generated { [global::TypedBus.Event("module")] public sealed record Module { [global::TypedBus.Handler] public static void M(Module m) { } } }
        """);

    [Fact]
    public void ExplicitName_ReplacesTheDefault()
    {
        var project = GeneratorTest.Run("""
            [TypedBus.Event("placed")] public sealed record Placed;
            public sealed class Billing { [TypedBus.Handler(Name = "bill \"it\"\\")] public void Bill(Placed placed) { } }
            """);

        Assert.Equal("Name = \"bill \\\"it\\\"\\\\\",", project.LineWith(" Name = \"bill"));
    }

    private static IEnumerable<string> NamesOf(GeneratedProject project) => project.Text.Split('\n')
        .Where(static line => line.Trim().StartsWith("Name = ", StringComparison.Ordinal))
        .Select(static line => line.Split('"')[1]);
}
