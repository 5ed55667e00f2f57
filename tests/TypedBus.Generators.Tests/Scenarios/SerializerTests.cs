using TypedBus.Generators.Tests.Harness;
using TypedBus.Tests;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class SerializerTests
{
    private const string Prelude = """
        using System;
        using System.Collections.Generic;
        using MessagePack;
        using TypedBus;
        namespace Shop;

        """;

    public static TheoryData<string> IllegalNames => [.. IllegalBytes.All.Keys];

    [Fact]
    public void Record()
    {
        var project = Run("""
            [Event("orders.placed", Version = 2)]
            public sealed record OrderPlaced(Guid Id, IReadOnlyList<Line> Lines, string? Note = "none")
            {
                [Key(4)] public Currency Currency { get; init; } = Currency.Euro;
            }
            public readonly record struct Line(string Product, decimal Price);
            public enum Currency : byte { Dollar, Euro }
            """);

        Snapshot.Verify(project, "Module");
        Snapshot.Verify(project, "Shop.OrderPlaced-Serializer");
    }

    [Fact]
    public void UnionAndTuple()
    {
        var project = Run("""
            [Event("drawn")] public readonly record struct Drawn(IShape Shape, (int X, int Y) At);
            [Union(0, typeof(Circle)), Union(3, typeof(Box))] public interface IShape;
            public sealed record Circle(double Radius) : IShape;
            public readonly record struct Box(int Width, IShape? Inner) : IShape;
            """);

        Snapshot.Verify(project, "Shop.Drawn-Serializer");
    }

    [Fact]
    public void AssemblyWithoutThePackage_HasNoSerializer()
    {
        var project = GeneratorTest.Run("[TypedBus.Event(\"placed\")] public sealed record Placed(int Id);");

        Assert.DoesNotContain("Serializer", project.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TypesOfAnotherAssembly_AreReadThere(bool asCompilations)
    {
        var parts = Run("""
            public sealed record Line(string Product, decimal Price);
            public sealed class Address { [Key(1)] public string City { get; init; } = ""; [Key(0)] public int Number { get; set; } }
            public readonly struct Amount { [Key(0)] public int Cents { get; } public Amount(int cents) => Cents = cents; }
            """, "Shop.Parts");
        var project = GeneratorTest.Run(new TestProject
        {
            References = [parts],
            ReferencesCompilations = asCompilations,
            ReferencesMessagePack = true,
            Sources = [Prelude + "[Event(\"placed\")] public sealed record Placed(Line Line, Address? Address, Amount Amount);"],
        });

        Assert.Contains("return new global::Shop.Line(value0, value1);", project.Text);
        Assert.Contains("return new global::Shop.Address() { Number = value0, City = value1 };", project.Text);
        Assert.Contains("return new global::Shop.Amount(value0);", project.Text);
    }

    [Fact]
    public void KeywordsAndCaseAreToldApart() => Run("""
        [Event("a")] public sealed record @class(int @int, @struct @struct) { [Key(2)] public string @null { get; init; } = ""; }
        [Event("b")] public sealed record Class(int Int);
        public readonly record struct @struct(int count, int value, int member, int reader);
        """);

    [Theory]
    [InlineData("int Value = -5", "(int)(-5)")]
    [InlineData("long Value = long.MinValue", "(long)(-9223372036854775808)")]
    [InlineData("ulong Value = ulong.MaxValue", "(ulong)(18446744073709551615)")]
    [InlineData("float Value = 1.5f", "(float)(1.5)")]
    [InlineData("double Value = double.NaN", "(double)double.NaN")]
    [InlineData("float Value = float.NegativeInfinity", "(float)double.NegativeInfinity")]
    [InlineData("decimal Value = 12.50m", "12.50m")]
    [InlineData("char Value = '\\''", "(char)('\\'')")]
    [InlineData("bool Value = true", "true")]
    [InlineData("string Value = \"a\\\"b\"", "\"a\\\"b\"")]
    [InlineData("string? Value = null", "default")]
    [InlineData("Guid Value = default", "default")]
    [InlineData("DayOfWeek Value = DayOfWeek.Friday", "(global::System.DayOfWeek)(5)")]
    [InlineData("DayOfWeek? Value = DayOfWeek.Friday", "(global::System.DayOfWeek?)(5)")]
    [InlineData("int? Value = 3", "(int?)(3)")]
    public void DefaultOfAParameter_StandsForAMemberThatDidNotCome(string parameter, string value)
    {
        var line = Run($"[Event(\"a\")] public sealed record Placed({parameter});").LineWith("var value0");

        Assert.EndsWith($" : {value};", line);
    }

    [Fact]
    public void CodeWithoutNullableAnnotations_BringsNoWarning() => Run("""
        #nullable disable
        [Event("a")] public sealed record Placed(string Text, List<string> Texts, List<List<string>> Lists, Dictionary<string, Placed> Map, string[] Array);
        """);

    [Fact]
    public void ObsoleteMembers_BringNoWarning() => Run("""
        [Event("a")] public sealed record Placed([property: Obsolete] int Id, Old Old);
        [Obsolete("Soon")] public sealed record Old(int Id);
        """.Replace("Old Old", "int Other"));

    [Fact]
    public void MemberOfANestedTypeInAnotherFile_WritesTheSerializerAlone() => new GeneratorTest
    {
        Project = new TestProject
        {
            ReferencesMessagePack = true,
            Sources = [Prelude + "[Event(\"a\")] public sealed record Placed(Line Line);", "namespace Shop; public sealed record Line(int Number);"],
        },
        Control = static compilation => Edits.ReplaceText(compilation, "int Number", "long Number"),
        FilesChangedByControl = 1,
    }.Run();

    [Theory]
    [MemberData(nameof(IllegalNames))]
    public void IllegalBytes_HaveNoSerializer(string name)
    {
        var project = new GeneratorTest
        {
            Project = new TestProject { ReferencesMessagePack = true, Sources = [IllegalBytes.SourceOf(name)] },
            Control = Edits.AddEvent,
        }.Run();

        Assert.Contains("AddEvent<global::Shop.Wrong>", project.Text);
        Assert.DoesNotContain("AddSerializer<global::Shop.Wrong>", project.Text);
        Assert.Contains("AddSerializer<global::Shop.Right>", project.Text);
    }

    [Theory]
    [InlineData("public record Placed(Missing Value) { ")]
    [InlineData("public record Placed(List<Missing> Value) { ")]
    [InlineData("public record Placed(int) { ")]
    [InlineData("public record Placed(int A, ) { ")]
    [InlineData("public record Placed(int A, string A) { ")]
    [InlineData("public record Placed([property: Key] int A) { ")]
    [InlineData("public record Placed([property: Key(] int A) { ")]
    [InlineData("public record Placed([property: Key(Missing)] int A) { ")]
    [InlineData("public class Placed { [Key(0)] public int A { get; ")]
    [InlineData("public record Placed(IShape Shape) { } [Union(0, typeof(Missing))] public interface IShape { ")]
    [InlineData("public record Placed(IShape Shape) { } [Union(0)] public interface IShape { ")]
    [InlineData("public record Placed(IShape Shape) { } [Union] public interface IShape { ")]
    [InlineData("public class Placed : Missing { [Key(0)] public int A; ")]
    [InlineData("public class Placed : Other { } public class Other : Placed { [Key(0)] public int A; ")]
    [InlineData("public record Placed(Placed<int> A) { ")]
    public void HalfTypedProgram_BringsNoErrorOfItsOwn(string source) => new GeneratorTest
    {
        Project = new TestProject { ReferencesMessagePack = true, Sources = [Prelude + $"[Event(\"a\")] {source} }}"] },
        AllowsInputErrors = true,
        Control = Edits.AddEvent,
    }.Run();

    private static GeneratedProject Run(string source, string name = "App") => GeneratorTest.Run(new TestProject
    {
        Name = name,
        ReferencesMessagePack = true,
        Sources = [Prelude + source],
    });
}
