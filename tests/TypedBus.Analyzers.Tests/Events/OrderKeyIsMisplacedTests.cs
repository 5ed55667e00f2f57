using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1007.</summary>
public sealed class OrderKeyIsMisplacedTests
{
    [Fact]
    public Task The_Mark_IsRemoved() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<OrderKeyIsMisplacedCodeFix>(
        """
        public sealed record Line([OrderKey] Guid {|TB1007:Order|}, int Number)
        {
            // the key
            [OrderKey]
            public int {|TB1007:Key|} { get; init; }

            [Obsolete, OrderKey] public int {|TB1007:Old|};

            public void Move([OrderKey] int {|TB1007:to|}) { }
        }
        """,
        """
        public sealed record Line(Guid Order, int Number)
        {
            // the key
            public int Key { get; init; }

            [Obsolete] public int Old;

            public void Move(int to) { }
        }
        """);

    [Theory]
    [InlineData("[Event(\"a\")] public sealed record A([OrderKey] int Id);")]
    [InlineData("public abstract record A([OrderKey] int Id);")]
    [InlineData("public sealed record A(int Id);")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
