using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2037.</summary>
public sealed class BusStoppedInHandlerTests
{
    [Fact]
    public Task Waiting_for_the_stop_is_reported() => RuleTest<BodyAnalyzer>.VerifyAsync(
        """
        public sealed class Billing(EventBus bus)
        {
            [Handler] public async Task A(Placed placed) => await {|TB2037:bus.StopAsync()|};
            [Handler] public Task B(Placed placed) => {|TB2037:bus.StopAsync()|};
            [Handler] public async Task C(Placed placed) => await {|TB2037:bus.DisposeAsync()|}.ConfigureAwait(false);
            [Handler] public void D(Placed placed) => {|TB2037:bus.Dispose()|};
            [Handler] public void E(Placed placed) => {|TB2030:{|TB2037:bus.StopAsync()|}.Wait()|};
        }
        """);

    [Theory]
    [InlineData("public Task M(Placed p) => bus.StopAsync();")]
    [InlineData("[Handler] public void M(Placed p) => _ = bus.StopAsync();")]
    [InlineData("[Handler] public void M(Placed p) => ThreadPool.QueueUserWorkItem(async _ => await bus.StopAsync());")]
    [InlineData("[Handler] public void M(Placed p, IDisposable other) => other.Dispose();")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing(EventBus bus) {{ public EventBus Bus => bus; {method} }}");
}
