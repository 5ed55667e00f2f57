using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2001.</summary>
public sealed class FirstParameterIsNoEventTests
{
    [Fact]
    public Task The_type_is_marked() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<FirstParameterIsNoEventCodeFix>(
        """
        /// <summary>An order has moved.</summary>
        public sealed record OrderMoved(int Id);

        namespace Shop
        {
            [Serializable]
            public sealed class Returned;

            public sealed class Billing
            {
                [Handler]
                public void {|TB2001:First|}(OrderMoved moved) { }

                [Handler]
                public void {|TB2001:Second|}(OrderMoved moved) { }

                [Handler]
                public void {|TB2001:Third|}(Returned returned) { }
            }
        }
        """,
        """
        /// <summary>An order has moved.</summary>
        [Event("order.moved")]
        public sealed record OrderMoved(int Id);

        namespace Shop
        {
            [Event("returned")]
            [Serializable]
            public sealed class {|TB1010:Returned|};

            public sealed class Billing
            {
                [Handler]
                public void First(OrderMoved moved) { }

                [Handler]
                public void Second(OrderMoved moved) { }

                [Handler]
                public void Third(Returned returned) { }
            }
        }
        """);

    [Fact]
    public Task A_type_of_others_IsNotMended()
    {
        const string source = """
            public sealed class Billing
            {
                [Handler]
                public void {|TB2001:First|}(Guid id) { }

                [Handler]
                public void {|TB2001:Second|}() { }

                [Handler]
                public void {|TB2001:Third|}(List<Placed> all) { }
            }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<FirstParameterIsNoEventCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public sealed class Billing { [Handler] public void M(Placed p) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(ILedger l) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(object o) { } }")]
    [InlineData("public sealed class Billing { [Handler(MaxBatch = 5)] public void M(IReadOnlyList<Placed> all) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
