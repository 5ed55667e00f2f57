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
}
