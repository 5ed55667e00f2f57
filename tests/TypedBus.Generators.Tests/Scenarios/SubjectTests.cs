using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

/// <summary>Placeholders, filters and base types as they are generated.</summary>
public sealed class SubjectTests
{
    private const string Prelude = """
        using System;
        using System.Threading.Tasks;
        using TypedBus;
        namespace Shop;
        public enum Kind { None, Fast }
        public interface IOrderEvent;
        public interface IBox<T>;
        public abstract record Order(string Region);
        public readonly record struct Code(int Number) : ISpanFormattable
        {
            public string ToString(string? format, IFormatProvider? provider) => "";
            public bool TryFormat(Span<char> target, out int written, ReadOnlySpan<char> format, IFormatProvider? provider) { written = 0; return true; }
        }

        """;

    [Fact]
    public void PlaceholdersFiltersAndBaseTypes()
    {
        var project = new GeneratorTest
        {
            Project = new TestProject
            {
                Sources =
                [
                    Prelude + """
                        [Event("orders.{Region}.placed.{Id}")] public sealed record OrderPlaced(string Region, Guid Id) : IOrderEvent;
                        public sealed class Audit
                        {
                            [Handler(Subject = "orders.eu.>")] public void Europe(OrderPlaced placed) { }
                            [Handler] public void All(OrderPlaced placed) { }
                            [Handler(Subject = "orders.>")] public Task Log(IOrderEvent order, EventContext<IOrderEvent> context) => Task.CompletedTask;
                            [Handler(Order = 1)] public void Note(IOrderEvent order) { }
                            [Handler] public void Everything(object @event, EventContext context) { }
                        }
                        """,
                ],
            },
        }.Run();

        Snapshot.Verify(project, "Module");
        Snapshot.Verify(project, "Shop.OrderPlaced");
        Snapshot.Verify(project, "Shop.IOrderEvent");
    }

    [Theory]
    [InlineData("string", "AppendToken")]
    [InlineData("string?", "AppendToken")]
    [InlineData("char", "AppendToken")]
    [InlineData("bool", "AppendToken")]
    [InlineData("bool?", "AppendToken")]
    [InlineData("int", "AppendToken")]
    [InlineData("ulong?", "AppendToken")]
    [InlineData("nint", "AppendToken")]
    [InlineData("Int128", "AppendToken")]
    [InlineData("Guid", "AppendToken")]
    [InlineData("Guid?", "AppendToken")]
    [InlineData("Kind", "AppendEnum")]
    [InlineData("Kind?", "AppendEnum")]
    [InlineData("Code", "AppendToken")]
    [InlineData("Code?", "AppendToken")]
    public void Placeholder_IsWrittenByItsType(string type, string method)
    {
        var project = GeneratorTest.Run(Prelude + $$"""
            [Event("placed.{Key}")] public sealed record Placed({{type}} Key);
            [Event("{Key}.billed")] public struct Billed { internal {{type}} Key { get; set; } }
            """);

        Assert.Equal(2, project.Text.Split('\n').Count(line => line.Trim() == $"text.{method}(\"Key\", @event.Key);"));
    }

    [Theory]
    [InlineData("{A}", "A")]
    [InlineData("x.y.{A}", "'x.y.' A")]
    [InlineData("{A}.x.y", "A '.x.y'")]
    [InlineData("{A}.{B}", "A '.' B")]
    [InlineData("{A}.x.{A}.y.z.{B}.w", "A '.x.' A '.y.z.' B '.w'")]
    public void Text_IsWrittenInOnePiece(string subject, string parts)
    {
        var project = GeneratorTest.Run(Prelude + $"[Event(\"{subject}\")] public sealed record Placed(int A, string B);");

        var written = project.Text.Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("text.", StringComparison.Ordinal));
        Assert.Equal(parts, string.Join(' ', written.Select(static line => line.StartsWith("text.Append(", StringComparison.Ordinal)
            ? line[12..^2].Replace('"', '\'')
            : line.Split('"')[1])));
        Assert.Contains($"AddEvent<global::Shop.Placed>(\"{subject}\")", project.Text);
    }

    [Fact]
    public void InheritedPlaceholder_IsRead() => Assert.Contains(
        "text.AppendToken(\"Region\", @event.Region);",
        GeneratorTest.Run(Prelude + "[Event(\"placed.{Region}\")] public sealed record Placed(string Region) : Order(Region);").Text);

    [Fact]
    public void PlaceholdersOfAnotherAssemblysEvent_AreLeftToIt()
    {
        var events = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Events",
            Sources = ["[TypedBus.Event(\"placed.{Key}\")] public sealed record Placed { internal int Key => 1; }"],
        });
        var project = GeneratorTest.Run(new TestProject
        {
            References = [events],
            ReferencesCompilations = true,
            Sources = ["public class Billing { [TypedBus.Handler(Subject = \"placed.7\")] public void Bill(Placed placed) { } }"],
        });

        Assert.Contains("AddSubject", events.Text);
        Assert.DoesNotContain("AddSubject", project.Text);
        Assert.Contains("Filter = \"placed.7\",", project.Text);
    }

    [Fact]
    public void Keywords_AreEscaped() => Assert.Contains(
        "text.AppendToken(\"int\", @event.@int);",
        GeneratorTest.Run("namespace @event; [TypedBus.Event(\"a.{int}\")] public sealed record @struct(int @int);").Text);

    [Theory]
    [InlineData("IOrderEvent order", "AddBaseHandler<global::Shop.IOrderEvent>(", "Shop.Audit.M.IOrderEvent")]
    [InlineData("in IOrderEvent? order", "AddBaseHandler<global::Shop.IOrderEvent>(", "Shop.Audit.M.IOrderEvent")]
    [InlineData("Order order", "AddBaseHandler<global::Shop.Order>(", "Shop.Audit.M.Order")]
    [InlineData("object order", "AddBaseHandler<object>(", "Shop.Audit.M.System.Object")]
    [InlineData("ValueType order", "AddBaseHandler<global::System.ValueType>(", "Shop.Audit.M.System.ValueType")]
    [InlineData("IBox<string?> order", "AddBaseHandler<global::Shop.IBox<string?>>(", "Shop.Audit.M.IBox<System.String>")]
    [InlineData("IBox<(int A, IBox<int> B)> o", "AddBaseHandler<global::Shop.IBox<(int A, global::Shop.IBox<int> B)>>(", null)]
    public void BaseType_IsRegistered(string parameter, string registration, string? name)
    {
        var project = GeneratorTest.Run(Prelude + $"public class Audit {{ [Handler] public void M({parameter}) {{ }} }}");

        Assert.Contains("registry." + registration, project.Text);
        Assert.DoesNotContain("AddDispatcher", project.Text);
        Assert.DoesNotContain("AddEvent", project.Text);
        Assert.Contains("Subject = \">\",", project.Text);
        Assert.True(name is null || project.Text.Contains($"Name = \"{name}\",", StringComparison.Ordinal));
    }

    [Fact]
    public void BaseTypes_ThatDifferInWhatIsNullable_HaveClassesOfTheirOwn() => GeneratorTest.Run(Prelude + """
        #pragma warning disable CS8633
        public class Audit { [Handler] public void M(IBox<string?> o) { } [Handler(Name = "other")] public void N(IBox<string> o) { } }
        """);

    [Fact]
    public void GenericClass_HandlesTheBaseTypeThatItIsClosedWith() => Assert.Contains(
        "AddBaseHandler<global::Shop.IOrderEvent>(",
        GeneratorTest.Run(Prelude + """
            public abstract class Log<T> { [Handler] public void Write(T item, EventContext<T> context) { } }
            public sealed class OrderLog : Log<IOrderEvent>;
            """).Text);

    [Theory]
    [InlineData("[Handler(Subject = \"placed.*\")] public void M(Placed p) { }", false)]
    [InlineData("[Handler(Subject = \">\", Dispatch = false)] public void M(Placed p) { }", true)]
    [InlineData("", true)]
    public void StraightDispatcher_HasNoFilters(string handler, bool isStraight) => Assert.Equal(isStraight, GeneratorTest.Run(Prelude + $$"""
        [Event("placed.{Id}")] public sealed record Placed(int Id);
        public class Billing { [Handler] public void All(Placed p) { } {{handler}} }
        """).Text.Contains("AddDispatcher", StringComparison.Ordinal));

    [Fact]
    public void AnotherMemberInTheSubject_WritesTheModuleAlone() => new GeneratorTest
    {
        Project = new TestProject { Sources = [Prelude + "[Event(\"a.{A}\")] public sealed record Placed(int A, int B);"] },
        Control = static compilation => Edits.ReplaceText(compilation, "int A, int B", "Kind A, int B"),
        FilesChangedByControl = 1,
    }.Run();

    [Fact]
    public void AnotherFilter_WritesTheHandlersOfItsEventAlone() => new GeneratorTest
    {
        Project = new TestProject
        {
            Sources =
            [
                Prelude + """
                    [Event("a.{A}")] public sealed record Placed(int A);
                    public class Audit { [Handler(Subject = "a.1")] public void M(Placed p) { } [Handler(Subject = "a.>")] public void N(object p) { } }
                    """,
            ],
        },
        Control = static compilation => Edits.ReplaceText(compilation, "\"a.1\"", "\"a.2\""),
        FilesChangedByControl = 1,
    }.Run();

    [Fact]
    public void Transport_IsRegistered()
    {
        var project = GeneratorTest.Run("""
            using TypedBus;
            namespace Shop;
            [Event("placed", Transport = "nats")] public sealed record Placed(int Id);
            [Event("billed")] public sealed record Billed(int Id);
            """);
        Assert.Equal("registry.AddRoute<global::Shop.Placed>(\"nats\");", project.LineWith("AddRoute"));
    }
}
