using TypedBus.Analyzers.Publishing;
using TypedBus.CodeFixes.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3004.</summary>
public sealed class ContextTokenIsNotPassedTests
{
    [Fact]
    public Task The_token_is_passed_when_mended() => RuleTest<PublishAnalyzer>.VerifyFixAsync<ContextTokenIsNotPassedCodeFix>(
        """
        public sealed class Billing(EventBus bus, EventBus other)
        {
            [Handler]
            public async Task Bill(Placed placed, EventContext context) => await bus.{|TB3004:DispatchAsync|}(new Billed(1));

            public void Subscribe() => bus.Subscribe<Placed>("a", async delivery =>
            {
                await other.{|TB3004:PublishAsync|}(new Billed(1), options: null);
                await other.{|TB3004:PublishAsync|}(@event: new Billed(1));
            });
        }
        """,
        """
        public sealed class Billing(EventBus bus, EventBus other)
        {
            [Handler]
            public async Task Bill(Placed placed, EventContext context) => await bus.DispatchAsync(new Billed(1), context.CancellationToken);

            public void Subscribe() => bus.Subscribe<Placed>("a", async delivery =>
            {
                await other.PublishAsync(new Billed(1), options: null, cancellationToken: delivery.CancellationToken);
                await other.PublishAsync(@event: new Billed(1), cancellationToken: delivery.CancellationToken);
            });
        }
        """);

    [Theory]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context) => await bus.DispatchAsync(new Billed(1), default);")]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context) => await bus.DispatchAsync(new Billed(1), context.CancellationToken);")]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context) => await context.PublishAsync(new Billed(1));")]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context) => await bus.PublishAsync(new Billed(1));")]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context, CancellationToken token) => await bus.DispatchAsync(new Billed(1));")]
    [InlineData("[Handler] public async Task M(Placed p) => await bus.DispatchAsync(new Billed(1));")]
    public Task CloseBy_IsNothing(string handler) =>
        RuleTest<PublishAnalyzer>.VerifyAsync($"public sealed class Billing(EventBus bus) {{ {handler} }}");
}
