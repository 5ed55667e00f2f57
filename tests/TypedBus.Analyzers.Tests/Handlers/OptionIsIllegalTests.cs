using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2015.</summary>
public sealed class OptionIsIllegalTests
{
    [Fact]
    public Task The_default_IsTaken() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<OptionIsIllegalCodeFix>(
        """
        public sealed class Billing
        {
            [Handler(Concurrency = 0)]
            public void {|TB2015:First|}(Placed placed) { }

            [Handler(Order = 1, Capacity = -1)]
            public void {|TB2015:Second|}(Placed placed) { }

            [Handler(MaxBatch = 5)]
            public void {|TB2015:Third|}(Placed placed) { }

            [Obsolete, Handler(Group = " ")]
            public void {|TB2015:Fourth|}(Placed placed) { }
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public void First(Placed placed) { }

            [Handler(Order = 1)]
            public void Second(Placed placed) { }

            [Handler]
            public void Third(Placed placed) { }

            [Obsolete, Handler]
            public void Fourth(Placed placed) { }
        }
        """);

    [Fact]
    public Task A_lifetime_IsNotMended()
    {
        const string source = """
            [HandlerClass((HandlerLifetime)7)] public sealed class Billing { [Handler] public void {|TB2015:M|}(Placed p) { } }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<OptionIsIllegalCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public sealed class Billing { [Handler(Concurrency = 1, Capacity = 0, Attempts = 0, Name = \"n\", FullMode = FullMode.Fail)] public void M(Placed p) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
