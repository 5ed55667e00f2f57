using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2006.</summary>
public sealed class HandlerIsInaccessibleTests
{
    [Fact]
    public Task Closed_members_become_internal() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<HandlerIsInaccessibleCodeFix>(
        """
        public class Billing
        {
            [Handler]
            private void {|TB2006:First|}(Placed placed) { }

            [Handler]
            // the second
            void {|TB2006:Second|}(Placed placed) { }

            [Handler]
            private protected void {|TB2006:Third|}(Placed placed) { }

            private sealed class Inner
            {
                [Handler]
                static void {|TB2006:Fourth|}(Placed placed) { }
            }
        }
        """,
        """
        public class Billing
        {
            [Handler]
            internal void First(Placed placed) { }

            [Handler]
            // the second
            internal void Second(Placed placed) { }

            [Handler]
            internal void Third(Placed placed) { }

            internal sealed class Inner
            {
                [Handler]
                internal static void Fourth(Placed placed) { }
            }
        }
        """);

    [Fact]
    public Task Obsolete_IsNotMended()
    {
        const string source = """
            public sealed class Billing { [Handler] [Obsolete("No", true)] public void {|TB2006:M|}(Placed p) { } }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<HandlerIsInaccessibleCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public sealed class Billing { [Handler] internal void M(Placed p) { } }")]
    [InlineData("public class Billing { [Handler] protected internal void M(Placed p) { } private void N(Placed p) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
