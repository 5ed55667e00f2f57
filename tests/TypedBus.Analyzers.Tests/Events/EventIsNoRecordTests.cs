using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1010.</summary>
public sealed class EventIsNoRecordTests
{
    [Fact]
    public Task A_class_becomes_a_record_and_a_struct_readonly() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsNoRecordCodeFix>(
        """
        [Event("a")]
        public sealed class {|TB1010:A|} : IComparable
        {
            /// <summary>Id.</summary>
            public int Id { get; init; }

            public int CompareTo(object? other) => 0;
        }

        // as it is
        [Event("b")]
        public partial struct {|TB1010:B|}
        {
            public int Id { get; private set; }
            private int _count;
        }
        """,
        """
        [Event("a")]
        public sealed record A : IComparable
        {
            /// <summary>Id.</summary>
            public int Id { get; init; }

            public int CompareTo(object? other) => 0;
        }

        // as it is
        [Event("b")]
        public readonly partial struct B
        {
            public int Id { get; private init; }
            private readonly int _count;
        }
        """);

    [Fact]
    public Task A_class_with_equality_of_its_own_IsNotMended()
    {
        const string source = """
            [Event("a")]
            public sealed class {|TB1010:A|}
            {
                public override bool Equals(object? other) => other is A;
                public override int GetHashCode() => 1;
            }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsNoRecordCodeFix>(source, source);
    }

    [Theory]
    [InlineData("[Event(\"a\")] public sealed record A;")]
    [InlineData("[Event(\"a\")] public readonly struct A { }")]
    [InlineData("[Event(\"a\")] public record struct A;")]
    [InlineData("[Event(\"a\")] public sealed class A : Exception;")]
    [InlineData("public sealed class NoEvent;")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
