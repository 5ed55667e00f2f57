using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2014.</summary>
public sealed class SeveralConstructorsTests
{
    [Fact]
    public Task The_longest_IsMarked() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<SeveralConstructorsCodeFix>(
        """
        public sealed class Billing
        {
            public Billing() { }

            // with a ledger
            public Billing(ILedger ledger) { }

            [Handler]
            public void {|TB2014:Bill|}(Placed placed) { }
        }
        """,
        """
        public sealed class Billing
        {
            public Billing() { }

            // with a ledger
            [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor]
            public Billing(ILedger ledger) { }

            [Handler]
            public void Bill(Placed placed) { }
        }
        """);

    [Theory]
    [InlineData("public sealed class Billing { private Billing() { } public Billing(ILedger l) { } [Handler] public void M(Placed p) { } }")]
    [InlineData("public sealed class Billing { public Billing() { } public Billing(ILedger l) { } [Handler] public static void M(Placed p) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
