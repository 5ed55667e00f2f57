using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2031.</summary>
public sealed class ThreadSleepTests
{
    [Fact]
    public Task Sleep_becomes_a_delay_with_the_token_at_hand() => RuleTest<BodyAnalyzer>.VerifyFixAsync<ThreadSleepCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token)
            {
                {|TB2031:Thread.Sleep(5)|};
                await Task.Yield();
                {|TB2031:Thread.Sleep(TimeSpan.FromSeconds(1))|};
            }

            [Handler]
            public void B(Placed placed, EventContext context) => {|TB2031:Thread.Sleep(5)|};

            [Handler]
            void C(Placed placed)
            {
                // a while
                {|TB2031:Thread.Sleep(5)|};
            }
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token)
            {
                await Task.Delay(5, token);
                await Task.Yield();
                await Task.Delay(TimeSpan.FromSeconds(1), token);
            }

            [Handler]
            public async Task B(Placed placed, EventContext context) => await Task.Delay(5, context.CancellationToken);

            [Handler]
            async Task {|TB2034:C|}(Placed placed)
            {
                // a while
                await Task.Delay(5);
            }
        }
        """);

    [Theory]
    [InlineData("public void M(Placed p) => Thread.Sleep(5);")]
    [InlineData("[Handler] public Task M(Placed p, CancellationToken token) => Task.Delay(5, token);")]
    [InlineData("[Handler] public void M(Placed p) => Sleep(5); private static void Sleep(int time) { }")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing {{ {method} }}");
}
