using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class KeyIsTakenTests
{
    [Fact]
    public Task Next_Key() => ContractTest.VerifyFixAsync<KeyIsTakenCodeFix>(
        """
        [Event("placed")] public sealed record Placed([property: Key(0)] int A, [property: Key(0)] int {|TB4004:B|}, [property: Key(4)] int C);
        [Event("billed")] public sealed record Billed(int A) { [Key(0)] public int {|TB4004:B|} { get; init; } }
        """,
        """
        [Event("placed")] public sealed record Placed([property: Key(0)] int A, [property: Key(5)] int B, [property: Key(4)] int C);
        [Event("billed")] public sealed record Billed(int A) { [Key(1)] public int B { get; init; } }
        """);
}
