using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class OrderKeyTests
{
    private const string Prelude = """
        using System;
        using TypedBus;
        namespace Shop;
        public enum Kind { None, Fast }
        public enum Wide : ulong { None }
        public readonly record struct Pair(int A, string B);
        public sealed record Name(string Text);
        public sealed class Code { public override bool Equals(object? other) => other is Code; public override int GetHashCode() => 1; }

        """;

    [Theory]
    [InlineData("int", "event.Key.GetHashCode()")]
    [InlineData("string", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("string?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("Guid", "event.Key.GetHashCode()")]
    [InlineData("Guid?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("Kind", "event.Key.GetHashCode()")]
    [InlineData("Kind?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("Wide", "event.Key.GetHashCode()")]
    [InlineData("Pair", "event.Key.GetHashCode()")]
    [InlineData("Pair?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("Name", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("Code?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("(int A, string? B)", "event.Key.GetHashCode()")]
    [InlineData("(int, int)?", "event.Key?.GetHashCode() ?? 0")]
    [InlineData("nint", "event.Key.GetHashCode()")]
    [InlineData("DateTimeOffset", "event.Key.GetHashCode()")]
    [InlineData("Enum", "event.Key?.GetHashCode() ?? 0")]
    public void Key_IsHashedByItsType(string type, string hash)
    {
        var project = GeneratorTest.Run(Prelude + $$"""
            [Event("placed")] public sealed record Placed([OrderKey] {{type}} Key);
            [Event("billed")] public struct Billed { [OrderKey] public {{type}} Key; }
            """);

        Assert.Equal(hash, HashIn(project, "Placed"));
        Assert.Equal(hash, HashIn(project, "Billed"));
    }

    [Theory]
    [InlineData("sealed record Placed([OrderKey] int Key);")]
    [InlineData("sealed record Placed([property: OrderKey] int Key);")]
    [InlineData("sealed record Placed([OrderKey][property: OrderKey] int Key);")]
    [InlineData("sealed record Placed([OrderKey] int Key) { public int Key { get; } = Key; }")]
    [InlineData("sealed record Placed([OrderKey] int Key) { public int Key = Key; }")]
    [InlineData("readonly record struct Placed([OrderKey] int Key);")]
    [InlineData("record struct Placed([property: OrderKey] int Key);")]
    [InlineData("readonly struct Placed { [OrderKey] public int Key { get; init; } }")]
    [InlineData("struct Placed { [OrderKey] public readonly int Key => 1; }")]
    [InlineData("struct Placed { [OrderKey] public int Key { get => 1; set { } } }")]
    [InlineData("class Placed { [OrderKey] internal int Key = 1; }")]
    [InlineData("class Placed { [OrderKey] public int Key { internal get; set; } }")]
    [InlineData("class Placed { [OrderKey] protected internal int Key { get; init; } }")]
    [InlineData("abstract class Placed { [OrderKey] public abstract int Key { get; } }")]
    [InlineData("class Placed { private int _key; [OrderKey] public ref readonly int Key => ref _key; }")]
    [InlineData("class Placed { [OrderKey, Obsolete(\"Soon\")] public int Key { get; set; } }")]
    [InlineData("partial record Placed { [OrderKey] public partial int Key { get; } } partial record Placed { public partial int Key => 1; }")]
    public void Member_IsRead(string type) =>
        Assert.Equal("event.Key.GetHashCode()", HashIn($"[Event(\"placed\")] public {type}"));

    [Theory]
    [InlineData("record Placed(int Key) : Base(Key); public abstract record Base([OrderKey] int Key);", "Base")]
    [InlineData("record Placed([OrderKey] int Key) : Base(Key); public abstract record Base([OrderKey] int Key);", "Base")]
    [InlineData("class Placed : Middle; public abstract class Middle : Base; public abstract class Base { [OrderKey] public int Key; }", "Base")]
    [InlineData("class Placed : Base<int>; public abstract class Base<T> { [OrderKey] public T Key { get; set; } = default!; }", "Base<int>")]
    [InlineData("class Placed : Base { public new string Key => \"\"; } public abstract class Base { [OrderKey] public int Key { get; set; } }", "Base")]
    [InlineData("class Placed : Base { public override int Key => 1; } public abstract class Base { [OrderKey] public abstract int Key { get; } }", "Base")]
    [InlineData("class Placed : Base; [Event(\"base\")] public class Base { [OrderKey] public int Key => 1; }", "Base")]
    public void InheritedMember_IsReadOfItsBase(string type, string declaring) => Assert.Equal(
        $"((global::Shop.{declaring})event).Key.GetHashCode()", HashIn($"[Event(\"placed\")] public {type}"));

    [Theory]
    [InlineData("{ [OrderKey] public override int Key => 1; }")]
    [InlineData("{ [OrderKey] public override int Key { set { } } }")]
    public void OverrideMarkedToo_IsOneKey(string members) => Assert.Equal("event.Key.GetHashCode()", HashIn($$"""
        [Event("placed")] public class Placed : Base {{members}}
        public abstract class Base { [OrderKey] public virtual int Key { get => 1; set { } } }
        """));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MemberOfAnotherAssembly_IsInherited(bool asCompilations)
    {
        var bases = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Bases",
            Sources =
            [
                """
                namespace Shop;
                public abstract record One([TypedBus.OrderKey] string Key);
                public abstract class Two { [TypedBus.OrderKey] public int Key { get; init; } }
                """,
            ],
        });
        var project = GeneratorTest.Run(new TestProject
        {
            References = [bases],
            ReferencesCompilations = asCompilations,
            Sources =
            [
                """
                namespace Shop;
                [TypedBus.Event("first")] public record First(string Key) : One(Key);
                [TypedBus.Event("second")] public class Second : Two;
                """,
            ],
        });

        Assert.Contains("=> ((global::Shop.One)@event).Key?.GetHashCode() ?? 0);", project.Text);
        Assert.Contains("=> ((global::Shop.Two)@event).Key.GetHashCode());", project.Text);
    }

    [Fact]
    public void KeyOfAnotherAssemblysEvent_IsLeftToIt()
    {
        var events = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Events",
            Sources = ["[TypedBus.Event(\"placed\")] public sealed record Placed { [TypedBus.OrderKey] internal int Key => 1; }"],
        });
        var project = GeneratorTest.Run(new TestProject
        {
            References = [events],
            ReferencesCompilations = true,
            Sources = ["public class Billing { [TypedBus.Handler(Concurrency = 2)] public void Bill(Placed placed) { } }"],
        });

        Assert.Contains("AddOrderKey", events.Text);
        Assert.DoesNotContain("AddOrderKey", project.Text);
        Assert.Contains("Concurrency = 2,", project.Text);
    }

    [Fact]
    public void KeyFollowsItsEvent()
    {
        var lines = GeneratorTest.Run(Prelude + "[Event(\"b\")] public record B; [Event(\"a\")] public record A([OrderKey] int Key);")
            .Text.Split('\n').Select(static line => line.Trim()).ToList();
        var first = lines.FindIndex(static line => line.StartsWith("registry.AddEvent", StringComparison.Ordinal));

        Assert.Equal("registry.AddEvent<global::Shop.A>(\"a\");", lines[first]);
        Assert.Equal(
            "registry.AddOrderKey<global::Shop.A>(static (in global::Shop.A @event) => @event.Key.GetHashCode());", lines[first + 1]);
        Assert.Equal("registry.AddEvent<global::Shop.B>(\"b\");", lines[first + 2]);
    }

    [Fact]
    public void Keywords_AreEscaped() => Assert.Contains(
        "static (in global::@event.@struct @event) => ((global::@event.@class)@event).@int.GetHashCode()",
        GeneratorTest.Run("""
            namespace @event;
            public abstract record @class { [TypedBus.OrderKey] public int @int { get; init; } }
            [TypedBus.Event("void")] public sealed record @struct : @class;
            """).Text);

    [Fact]
    public void NullableContextOff_BringsNoWarning() => GeneratorTest.Run("""
        #nullable disable
        [TypedBus.Event("placed")] public sealed record Placed([TypedBus.OrderKey] string Key);
        """);

    [Fact]
    public void AnotherMemberAsKey_WritesTheModuleAlone() => new GeneratorTest
    {
        Project = TwoFiles,
        Control = static compilation => Edits.ReplaceText(compilation, "[OrderKey] int A, int B", "int A, [OrderKey] int B"),
        FilesChangedByControl = 1,
    }.Run();

    [Fact]
    public void KeyInABaseOfAnotherFile_IsSeen() => new GeneratorTest
    {
        Project = TwoFiles,
        Control = static compilation => Edits.ReplaceText(compilation, "public int Inherited", "[OrderKey] public int Inherited"),
        FilesChangedByControl = 1,
    }.Run();

    private static TestProject TwoFiles { get; } = new()
    {
        Sources =
        [
            Prelude + """
                [Event("placed")] public sealed record Placed([OrderKey] int A, int B);
                [Event("billed")] public sealed record Billed : Base;
                public class Billing { [Handler] public void M(Placed p) { } [Handler] public void M(Billed b) { } }
                """,
            "using TypedBus; namespace Shop; public abstract record Base { public int Inherited { get; init; } }",
        ],
    };

    private static string HashIn(string source) => HashIn(GeneratorTest.Run(Prelude + source), "Placed");

    private static string HashIn(GeneratedProject project, string name)
    {
        var line = project.LineWith($"AddOrderKey<global::Shop.{name}>");
        return line[(line.IndexOf("=> ", StringComparison.Ordinal) + 3)..^2].Replace("@event", "event");
    }
}
