using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1009.</summary>
public sealed class MutableCollectionTests
{
    [Theory]
    [InlineData("[Event(\"a\")] public sealed record A(List<int> {|TB1009:All|}, byte[] {|TB1009:Bytes|});")]
    [InlineData("[Event(\"a\")] public sealed record A { public IDictionary<string, int> {|TB1009:All|} { get; init; } = null!; public readonly HashSet<int>? {|TB1009:Set|}; }")]
    [InlineData("[Event(\"a\")] public sealed record A { internal ICollection<int> {|TB1009:All|} { get; } = []; public System.Collections.Concurrent.ConcurrentBag<int>? {|TB1009:Bag|} { get; init; } }")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("[Event(\"a\")] public sealed record A(ImmutableArray<int> All, IReadOnlyList<int> List, IReadOnlyDictionary<string, int> Map, ReadOnlyMemory<byte> Bytes);")]
    [InlineData("[Event(\"a\")] public sealed record A(string Name, IEnumerable<int> All, ImmutableDictionary<string, int> Map);")]
    [InlineData("[Event(\"a\")] public sealed record A(int Id) { private readonly List<int> _own = []; public int[] Computed => [.. _own]; public static readonly List<int> Known = []; }")]
    [InlineData("public sealed record NoEvent(List<int> All);")]
    [InlineData("[Event(\"a\")] public sealed record A(Own<int> All); public sealed class Own<T>;")]
    [InlineData("[Event(\"\")] public sealed record {|TB1003:A|}(List<int> All);")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
