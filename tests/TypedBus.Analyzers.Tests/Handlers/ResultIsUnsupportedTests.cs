using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2004.</summary>
public sealed class ResultIsUnsupportedTests
{
    [Fact]
    public Task Tasks_AreNotNull_And_Collections_AreEnumerable() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<ResultIsUnsupportedCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public Task? {|TB2004:First|}(Placed placed) => null!;

            [Handler]
            public Task<Billed>? {|TB2004:Second|}(Placed placed) => null!;

            [Handler]
            public List<Billed> {|TB2004:Third|}(Placed placed) => [];

            [Handler]
            public Billed[] {|TB2004:Fourth|}(Placed placed) => [];
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public Task First(Placed placed) => null!;

            [Handler]
            public Task<Billed> Second(Placed placed) => null!;

            [Handler]
            public IEnumerable<Billed> Third(Placed placed) => [];

            [Handler]
            public IEnumerable<Billed> Fourth(Placed placed) => [];
        }
        """);

    [Fact]
    public Task What_IsNoEvent_IsNotMended()
    {
        const string source = """
            public sealed class Billing
            {
                [Handler]
                public int {|TB2004:First|}(Placed placed) => 1;

                [Handler]
                public List<int> {|TB2004:Second|}(Placed placed) => [];

                [Handler(MaxBatch = 5)]
                public List<Billed> {|TB2004:Third|}(IReadOnlyList<Placed> all) => [];
            }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<ResultIsUnsupportedCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public sealed class Billing { [Handler] public Task M(Placed p) => null!; }")]
    [InlineData("public sealed class Billing { [Handler] public IEnumerable<Billed> M(Placed p) => []; }")]
    [InlineData("public sealed class Billing { [Handler] public Billed? M(Placed p) => null; }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
