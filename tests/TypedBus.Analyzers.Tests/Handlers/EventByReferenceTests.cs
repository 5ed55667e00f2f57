using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2003.</summary>
public sealed class EventByReferenceTests
{
    [Fact]
    public Task Ref_IsTakenByValue() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventByReferenceCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public void {|TB2003:First|}(ref Placed placed) { }

            [Handler]
            public void {|TB2003:Second|}(ref readonly Billed billed) { }

            [Handler(MaxBatch = 5)]
            public void {|TB2003:Third|}(in IReadOnlyList<Placed> all) { }
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public void First(Placed placed) { }

            [Handler]
            public void Second(Billed billed) { }

            [Handler(MaxBatch = 5)]
            public void Third(IReadOnlyList<Placed> all) { }
        }
        """);

    [Fact]
    public Task Out_IsNotMended()
    {
        const string source = """
            public sealed class Billing { [Handler] public void {|TB2003:M|}(out Placed p) => p = null!; }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventByReferenceCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public sealed class Billing { [Handler] public void M(in Placed p) { } }")]
    [InlineData("public sealed class Billing { public void M(ref Placed p) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
