using TypedBus.Generators.Tests.Harness;
using TypedBus.Tests;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class IllegalShapeTests
{
    public static TheoryData<string> IllegalNames => IllegalShapes.Names;

    [Theory]
    [MemberData(nameof(IllegalNames))]
    public void IllegalShape_IsLeftOut(string name)
    {
        var project = new GeneratorTest
        {
            Project = new TestProject { Sources = [IllegalShapes.SourceOf(name)] },
            Control = Edits.AddEvent,
        }.Run();

        Assert.DoesNotContain("Wrong", project.Text);
        Assert.Contains("AddEvent<global::Shop.Placed>", project.Text);
    }

    [Theory]
    [InlineData("[Handler] public void M(Missing m) { }")]
    [InlineData("[Handler] public Missing M(Placed p) => null;")]
    [InlineData("[Handler(Order = \"x\", Missing = 1)] public void M(Placed p) { }")]
    [InlineData("[Handler(Order = )] public void M(Placed p) { }")]
    [InlineData("[Handler] public void M(")]
    [InlineData("[Handler] public void M(Placed p, ) { }")]
    [InlineData("[Handler] public")]
    [InlineData("[Handler] public void M(Placed p, Missing<Placed>[] m, int* i) { }")]
    [InlineData("[Handler, Handler] public void M(Placed p) { }")]
    [InlineData("[Handler] public void M(Placed p) { } [Handler] public void M(Placed p) { }")]
    [InlineData("public Handlers(Missing m) { } [Handler] public void M(Placed p) { }")]
    [InlineData("} public sealed class D : Missing<Placed> { ")]
    [InlineData("} public class C<T> : C<C<T>> { [Handler] public void M(T t) { } } public sealed class E : C<E> { ")]
    [InlineData("} public class C : C<Placed>; public class C<T> : C { [Handler] public void M(T t) { } ")]
    [InlineData("} [Event] public sealed record A { ")]
    [InlineData("} [Event(] public sealed record A { ")]
    [InlineData("} [Event(\"a\")] public interface A { ")]
    [InlineData("} [Event(\"a\")] public record A([OrderKey] Missing Key) { ")]
    [InlineData("} [Event(\"a\")] public record A([OrderKey] int) { ")]
    [InlineData("} [Event(\"{Id}.{Key}\")] public record A(int Id, Missing Key) { ")]
    [InlineData("} [Event(\"a.{Key\")] public record A(int Key) { ")]
    [InlineData("} [Event(\"a.{Key}\")] public record A(int Key, string Key) { ")]
    [InlineData("} [Event(\"a.{Key}\")] public class A { public int Key { get; ")]
    [InlineData("[Upcast] public static Missing Up(Placed p) => null;")]
    [InlineData("[Upcast] public static Placed Up(Missing p) => null;")]
    [InlineData("[Upcast] public static Placed Up(")]
    [InlineData("[Upcast] public static")]
    [InlineData("[Upcast, Upcast] public static Placed Up(Placed p, ) => null;")]
    [InlineData("[Handler(Subject = )] public void M(Placed p) { }")]
    [InlineData("[Handler(Subject = 1)] public void M(Placed p) { }")]
    [InlineData("[Handler] public void M(System.Collections.Generic.IEnumerable<Missing> m) { }")]
    [InlineData("} [Event(\"a\")] public record A([OrderKey, OrderKey] int Key) { ")]
    [InlineData("} [Event(\"a\")] public record A([OrderKey] int Key, string Key) { ")]
    [InlineData("} [Event(\"a\")] public record A([OrderKey] int Key) { public string Key; public void Key() { } ")]
    [InlineData("} [Event(\"a\")] public class A : Missing { [OrderKey] public int Key { get; ")]
    [InlineData("} [Event(\"a\")] public class A : B { } public class B : A { [OrderKey] public int Key; ")]
    [InlineData("} [Event(\"a\")] public class A { [OrderKey] public int Key; [OrderKey] public int Key; ")]
    [InlineData("} [Event(\"a\")] public class A { [OrderKey] public event System.Action Key; ")]
    [InlineData("} [Event(\"a\")] public sealed record Placed { ")]
    [InlineData("} [HandlerClass] public sealed class D { [Handler] public void M(Placed p) { } ")]
    public void HalfTypedProgram_BringsNoErrorOfItsOwn(string member) => new GeneratorTest
    {
        Project = new TestProject
        {
            Sources =
            [
                "using TypedBus; namespace Shop; [Event(\"placed\")] public sealed record Placed(int Id);",
                $"using TypedBus; namespace Shop; public partial class Handlers {{ {member} }}",
            ],
        },
        AllowsInputErrors = true,
        Control = Edits.AddEvent,
    }.Run();

    [Fact]
    public void ProgramCutOffAnywhere_BringsNoErrorOfItsOwn()
    {
        const string Program = """
            using TypedBus;
            namespace Shop;
            [Event("placed.{Key}.{Id}")] public sealed record Placed([OrderKey] int Id) : Base<System.Guid?>;
            public abstract record Base<T> { public T Key { get; init; } = default!; }
            public interface ILedger;
            [HandlerClass(HandlerLifetime.Scoped)]
            public class Log<T>(ILedger ledger) where T : class
            {
                [Handler(Name = "n", Order = 1)] public System.Threading.Tasks.Task<T?> Write(T item, EventContext<T> context) => null!;
            }
            public sealed class PlacedLog(ILedger ledger) : Log<Placed>(ledger);
            public static class Audit { [Handler(Subject = "placed.>")] public static void Note(object @event) { } }
            """;
        for (var length = 1; length < Program.Length; length += 13)
        {
            new GeneratorTest
            {
                Project = new TestProject { Sources = [Program[..length]] },
                AllowsInputErrors = true,
                Control = Edits.AddEvent,
            }.Run();
        }
    }
}
