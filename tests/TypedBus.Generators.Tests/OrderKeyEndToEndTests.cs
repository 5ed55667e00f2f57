using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests;

/// <summary>The generated hashes of order keys, run.</summary>
public sealed class OrderKeyEndToEndTests
{
    private const string Types = """
        using System;
        using TypedBus;

        public enum Kind : byte { None, Fast, Slow }
        public readonly record struct Pair(int A, string? B);
        public sealed record Name(string Text);

        """;

    [Theory]
    [InlineData("int", "7", "8")]
    [InlineData("string", "new string('a', 3)", "\"b\"")]
    [InlineData("string?", "new string('a', 3)", "\"b\"")]
    [InlineData("Guid", "new Guid(1, 2, 3, new byte[8])", "new Guid(2, 2, 3, new byte[8])")]
    [InlineData("Guid?", "new Guid(1, 2, 3, new byte[8])", "new Guid(2, 2, 3, new byte[8])")]
    [InlineData("Kind", "Kind.Fast", "Kind.Slow")]
    [InlineData("Kind?", "Kind.Fast", "Kind.Slow")]
    [InlineData("Pair", "new Pair(1, new string('a', 3))", "new Pair(1, \"b\")")]
    [InlineData("Pair?", "new Pair(1, null)", "new Pair(2, null)")]
    [InlineData("Name", "new Name(new string('a', 3))", "new Name(\"b\")")]
    [InlineData("Name?", "new Name(new string('a', 3))", "new Name(\"b\")")]
    [InlineData("(int, string)", "(1, new string('a', 3))", "(1, \"b\")")]
    [InlineData("DateTime", "new DateTime(2026, 1, 2)", "new DateTime(2026, 1, 3)")]
    public async Task EqualKeys_HaveEqualHashes_AndNothingIsAllocated(string type, string key, string other)
    {
        var types = $"""
            [Event("class")] public sealed record OfClass([OrderKey] {type} Key);
            [Event("struct")] public readonly record struct OfStruct([OrderKey] {type} Key);
            [Event("inherited")] public sealed record Inherited({type} Key) : Base(Key);
            public abstract record Base([property: OrderKey] {type} Key);
            """;
        var told = new[] { "OfClass", "OfStruct", "Inherited" }
            .Select(@event => $"Tell(new {@event}({key}), new {@event}({key}), new {@event}({other}))");

        Assert.Equal(
            "equal, other, 0 bytes; equal, other, 0 bytes; equal, other, 0 bytes", await RunAsync(types, string.Join(" + \"; \" + ", told)));
    }

    [Theory]
    [InlineData("string")]
    [InlineData("string?")]
    [InlineData("Guid?")]
    [InlineData("Kind?")]
    [InlineData("Pair?")]
    [InlineData("Name?")]
    public async Task Null_HasTheHashZero(string type) => Assert.Equal(
        "0", await RunAsync($"[Event(\"placed\")] public record Placed([OrderKey] {type} Key);", "Hash(new Placed(default!)).ToString()"));

    [Fact]
    public async Task HiddenMember_IsTheKey() => Assert.Equal("1 2", await RunAsync(
        """
        public abstract class Base { [OrderKey] public int Key { get; init; } }
        [Event("placed")] public sealed class Placed : Base
        {
            public new int Key => 5;
            public static Placed Of(int key) => new() { Inner = key };
            private int Inner { init => base.Key = value; }
        }
        """,
        "$\"{Hash(Placed.Of(1))} {Hash(Placed.Of(2))}\""));

    private static async Task<string> RunAsync(string types, string told) => await LoadedProgram.RunAsync(GeneratorTest.Run(new TestProject
    {
        // What collects modules is for the library alone, and for its tests by their name.
        Name = "TypedBus.Tests",
        Sources = [Types + types, Program(told)],
    }));

    private static string Program(string told) => $$"""
        using System;
        using System.Threading.Tasks;
        using TypedBus.Routing;
        using TypedBus.Runtime;

        internal static class Program
        {
            internal static Task<string> RunAsync() => Task.FromResult({{told}});

            internal static int Hash<TEvent>(TEvent @event) => Find<TEvent>()(in @event);

            internal static string Tell<TEvent>(TEvent one, TEvent same, TEvent other)
            {
                var hash = Find<TEvent>();
                var first = hash(in one);
                var isEqual = true;
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var call = 0; call < 1000; call++) { isEqual &= hash(in same) == first; }
                var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                return $"{(isEqual ? "equal" : "unequal")}, {(hash(in other) == first ? "same" : "other")}, {bytes} bytes";
            }

            private static OrderKeyHash<TEvent> Find<TEvent>()
            {
                var composer = new RouteComposer();
                composer.Add(TypedBus.Generated.TypedBus_Tests_Module.Instance);
                return composer.Plan<TEvent>().OrderKey!;
            }
        }
        """;
}
