using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2038.</summary>
public sealed class FireAndForgetTests
{
    [Fact]
    public Task It_is_awaited() => RuleTest<BodyAnalyzer>.VerifyFixAsync<FireAndForgetCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed)
            {
                {|TB2038:_ = SendAsync()|};
                await SendAsync();
                {|TB2038:_ = Task.Run(() => 1)|};
            }

            [Handler]
            public void B(Placed placed)
            {
                {|TB2038:SendAsync()|};
            }

            [Handler]
            public void C(Placed placed) => {|TB2038:SendAsync()|};

            static Task SendAsync() => Task.CompletedTask;
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed)
            {
                await SendAsync();
                await SendAsync();
                await Task.Run(() => 1);
            }

            [Handler]
            public async Task B(Placed placed)
            {
                await SendAsync();
            }

            [Handler]
            public async Task C(Placed placed) => await SendAsync();

            static Task SendAsync() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("public void M(Placed p) => _ = SendAsync();")]
    [InlineData("[Handler] public Task M(Placed p) => SendAsync();")]
    [InlineData("[Handler] public async Task M(Placed p) { var sending = SendAsync(); await sending; }")]
    [InlineData("[Handler] public void M(Placed p) => _ = p.Id;")]
    [InlineData("[Handler] public async Task M(Placed p) => _ = await Task.FromResult(1);")]
    [InlineData("[Handler] public void M(Placed p, List<Task> all) => all.Add(SendAsync());")]
    public Task CloseBy_IsNothing(string method) => RuleTest<BodyAnalyzer>.VerifyAsync(
        $"public sealed class Billing {{ {method} private static Task SendAsync() => Task.CompletedTask; }}");
}
