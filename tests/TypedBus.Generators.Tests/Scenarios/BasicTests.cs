using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class BasicTests
{
    [Fact]
    public void OneHandler()
    {
        var project = GeneratorTest.Run("""
            using TypedBus;

            namespace Shop;

            [Event("orders.placed")]
            public readonly record struct OrderPlaced(int Id);

            public sealed class Billing
            {
                [Handler]
                public void Bill(OrderPlaced placed)
                {
                }
            }
            """);

        Snapshot.Verify(project, "Module");
        Snapshot.Verify(project, "EventModules");
        Snapshot.Verify(project, "Shop.OrderPlaced");
    }

    [Fact]
    public void SeveralEvents_AreListedByName()
    {
        var project = GeneratorTest.Run("""
            using TypedBus;

            [Event("b")] public sealed record B { [Handler(Order = 1)] public static void M(B b) { } }
            [Event("c")] public sealed record C { [Handler(Order = -1)] public static void M(C c) { } }
            [Event("a")] public sealed record A { [Handler(Order = 2)] public static void M(A a) { } }
            """);

        var lines = project.Files["Module.g.cs"].Split('\n').Select(static line => line.Trim())
            .Where(static line => line.Contains("AddEvent") || line.Contains("_Handlers.Register"));
        Assert.Equal(
            [
                "registry.AddEvent<global::A>(\"a\");",
                "registry.AddEvent<global::B>(\"b\");",
                "registry.AddEvent<global::C>(\"c\");",
                "A_Handlers.Register(registry);",
                "B_Handlers.Register(registry);",
                "C_Handlers.Register(registry);",
            ],
            lines);
    }
}
