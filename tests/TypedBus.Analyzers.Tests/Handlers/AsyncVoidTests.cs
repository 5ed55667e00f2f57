using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2005.</summary>
public sealed class AsyncVoidTests
{
    [Fact]
    public Task AsyncVoid_ReturnsATask_WhenMended() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<AsyncVoidCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            /* first */ async public void {|TB2005:First|}(Placed placed, EventContext context) => await Task.Yield();

            [Handler]
            public async void {|TB2005:Second|}(Placed placed) => await Task.Yield();
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            /* first */ async public Task First(Placed placed, EventContext context) => await Task.Yield();

            [Handler]
            public async Task Second(Placed placed) => await Task.Yield();
        }
        """);

    [Theory]
    [InlineData("[Handler] public void M(Placed p) { }")]
    [InlineData("[Handler] public async Task M(Placed p) => await Task.Yield();")]
    [InlineData("public async void M(Placed p) => await Task.Yield();")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<DeclarationAnalyzer>.VerifyAsync($"public sealed class Billing {{ {method} }}");
}
