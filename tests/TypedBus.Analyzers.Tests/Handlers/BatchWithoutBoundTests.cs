using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2020.</summary>
public sealed class BatchWithoutBoundTests
{
    [Fact]
    public Task It_IsBounded() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<BatchWithoutBoundCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public void {|TB2020:First|}(IReadOnlyList<Placed> all) { }

            [Handler(LingerMilliseconds = 5)]
            public void {|TB2020:Second|}(IReadOnlyList<Placed> all) { }
        }
        """,
        """
        public sealed class Billing
        {
            [Handler(MaxBatch = 100)]
            public void First(IReadOnlyList<Placed> all) { }

            [Handler(LingerMilliseconds = 5, MaxBatch = 100)]
            public void Second(IReadOnlyList<Placed> all) { }
        }
        """);

    [Theory]
    [InlineData("public sealed class Billing { [Handler(MaxBatch = 5)] public void M(IReadOnlyList<Placed> all) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(Placed p) { } }")]
    [InlineData("public sealed class Billing { public void M(IReadOnlyList<Placed> all) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
