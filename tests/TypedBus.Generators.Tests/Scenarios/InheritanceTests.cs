using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class InheritanceTests
{
    private const string Events = """
        namespace Shop;
        [TypedBus.Event("placed")] public sealed record Placed;
        [TypedBus.Event("billed")] public readonly record struct Billed;
        """;

    [Fact]
    public void ClosedGenericBase_IsRunByTheDerivingClass()
    {
        var project = GeneratorTest.Run(Events, """
            namespace Shop;
            public abstract class Log<T> { [TypedBus.Handler] public void Write(T item) { } [TypedBus.Handler(Order = 1)] public static void Count(T item) { } }
            public sealed class PlacedLog : Log<Placed>;
            internal sealed partial class BilledLog : Log<Billed> { }
            internal sealed partial class BilledLog : Log<Billed>, System.IDisposable { public void Dispose() { } }
            """);

        Assert.Equal(4, Count(project, "AddHandler<"));
        Assert.Contains("Name = \"Shop.PlacedLog.Write.Placed\"", project.Text);
        Assert.Contains("Name = \"Shop.BilledLog.Count.Billed\"", project.Text);
        Assert.DoesNotContain("AddHandlerClass<global::Shop.Log", project.Text);
    }

    [Fact]
    public void GenericBase_MayStandInAnotherAssembly()
    {
        var bases = new GeneratorTest
        {
            Project = new TestProject
            {
                Name = "Bases",
                Sources =
                [
                    """
                    namespace Bases;
                    public interface IStore;
                    public abstract class Root<T>(IStore store)
                    {
                        public IStore Store => store;
                        [TypedBus.Handler] public void First(T item) { }
                    }
                    public class Middle<T, TOther>(IStore store) : Root<T>(store)
                    {
                        [TypedBus.Handler] public TOther? Second(T item) => default;
                    }
                    """,
                ],
            },
            Control = Edits.AddEvent,
        }.Run();
        var project = GeneratorTest.Run(new TestProject
        {
            References = [bases],
            Sources = [Events, "namespace Shop; public sealed class Both(Bases.IStore store) : Bases.Middle<Placed, Billed>(store);"],
        });

        Assert.Equal(2, Count(project, "AddHandler<"));
        Assert.Contains("Name = \"Shop.Both.First.Placed\"", project.Text);
        Assert.Contains("Name = \"Shop.Both.Second.Placed\"", project.Text);
    }

    [Fact]
    public void NestedInGeneric_CountsAsGeneric() => Assert.Equal(1, Count(
        GeneratorTest.Run(Events, """
            namespace Shop;
            public static class Outer<T> { public class Inner { [TypedBus.Handler] public void M(T item) { } } public sealed class Other : Inner; }
            public sealed class Closed : Outer<Placed>.Inner;
            """),
        "AddHandler<"));

    [Fact]
    public void ClassThatDerivesFromTheDeriving_HasNoHandlersOfItsOwn() => Assert.Equal(1, Count(
        GeneratorTest.Run(Events, """
            namespace Shop;
            public class Log<T> { [TypedBus.Handler] public void M(T item) { } }
            public class PlacedLog : Log<Placed>;
            public class Special : PlacedLog;
            """),
        "AddHandler<"));

    [Fact]
    public void MarkedOverride_TakesThePlaceOfTheOverridden()
    {
        var project = GeneratorTest.Run(Events, """
            namespace Shop;
            public abstract class Log<T> { [TypedBus.Handler] public abstract void M(T item); [TypedBus.Handler] public virtual void N(T item) { } }
            public sealed class PlacedLog : Log<Placed>
            {
                public override void M(Placed item) { }
                [TypedBus.Handler(Name = "own")] public override void N(Placed item) { }
            }
            """);

        Assert.Equal(2, Count(project, "AddHandler<"));
        Assert.Contains("Name = \"Shop.PlacedLog.M.Placed\"", project.Text);
        Assert.Contains("Name = \"own\"", project.Text);
    }

    [Fact]
    public void HidingMethod_DoesNotHideTheHandler() => Assert.Contains(
        "((global::Shop.Log<global::Shop.Placed>)_handlers0).M(@event)",
        GeneratorTest.Run(Events, """
            namespace Shop;
            public class Log<T> { [TypedBus.Handler] public void M(T item) { } }
            public sealed class PlacedLog : Log<Placed> { public new void M(Placed item) { } }
            """).Text);

    private static int Count(GeneratedProject project, string text) => project.Text.Split(text).Length - 1;
}
