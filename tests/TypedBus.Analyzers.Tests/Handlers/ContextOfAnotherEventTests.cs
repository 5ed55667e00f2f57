using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2011.</summary>
public sealed class ContextOfAnotherEventTests
{
    [Fact]
    public Task It_takes_its_own_context() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<ContextOfAnotherEventCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public void {|TB2011:First|}(Placed placed, EventContext<Billed> context) { }

            [Handler(MaxBatch = 5)]
            public void {|TB2011:Second|}(IReadOnlyList<Placed> all, TypedBus.EventContext<Placed> context) { }
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public void First(Placed placed, EventContext<Placed> context) { }

            [Handler(MaxBatch = 5)]
            public void Second(IReadOnlyList<Placed> all, EventContext context) { }
        }
        """);

    [Theory]
    [InlineData("public sealed class Billing { [Handler] public void M(Placed p, EventContext<Placed> c) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(Placed p, EventContext c) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(object o, EventContext<object> c) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
