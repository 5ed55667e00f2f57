using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class KeysAreHalfGivenTests
{
    [Fact]
    public Task Next_Key() => ContractTest.VerifyFixAsync<KeysAreHalfGivenCodeFix>(
        """
        [Event("placed")] public sealed record Placed([property: Key(3)] int A, int {|TB4005:B|});

        [Event("billed")]
        public sealed record Billed(int A)
        {
            /// <summary>More.</summary>
            public int {|TB4005:B|} { get; init; }
        }

        [Event("sent")] public sealed record Sent(int A) { public int Twice => 2 * A; [IgnoreMember] public int B { get; init; } }
        """,
        """
        [Event("placed")] public sealed record Placed([property: Key(3)] int A, [property: Key(4)] int B);

        [Event("billed")]
        public sealed record Billed(int A)
        {
            /// <summary>More.</summary>
            [Key(1)]
            public int B { get; init; }
        }

        [Event("sent")] public sealed record Sent(int A) { public int Twice => 2 * A; [IgnoreMember] public int B { get; init; } }
        """);
}
