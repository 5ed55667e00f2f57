using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1002.</summary>
public sealed class EventIsInaccessibleTests
{
    [Fact]
    public Task Closed_Types_BecomeInternal() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsInaccessibleCodeFix>(
        """
        public class Outer
        {
            [Event("a")]
            private sealed record {|TB1002:A|};

            [Event("b")] record {|TB1002:B|};

            protected class Middle
            {
                // what moved
                [Event("c")]
                public sealed record {|TB1002:C|};
            }
        }

        [Event("d")]
        file sealed record {|TB1002:D|};
        """,
        """
        public class Outer
        {
            [Event("a")]
            internal sealed record A;

            [Event("b")] internal record B;

            internal class Middle
            {
                // what moved
                [Event("c")]
                public sealed record C;
            }
        }

        [Event("d")]
        internal sealed record D;
        """);

    [Fact]
    public Task Obsolete_IsNotMended()
    {
        const string source = """
            [Event("a"), Obsolete("No", true)] public sealed record {|TB1002:A|};
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsInaccessibleCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public class Outer { [Event(\"a\")] protected internal sealed record A; }")]
    [InlineData("[Event(\"a\")] sealed record A;")]
    [InlineData("public class Outer { private sealed record A; }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
