using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2036.</summary>
public sealed class BusInHandlerTests
{
    [Fact]
    public Task The_context_publishes_instead() => RuleTest<BodyAnalyzer>.VerifyFixAsync<BusInHandlerCodeFix>(
        """
        public sealed class Billing(EventBus bus)
        {
            [Handler]
            public async Task A(Placed placed, EventContext<Placed> delivery, CancellationToken token)
            {
                await {|TB2036:bus.PublishAsync(new Billed(1), token)|};
                await {|TB2036:bus.PublishAsync(new Billed(1), new PublishOptions { Key = "a" }, token)|};
            }

            [Handler]
            public async ValueTask B(Placed placed, CancellationToken token)
            {
                await {|TB2036:bus.PublishAsync(new Billed(1), token)|};
                await {|TB2036:bus.PublishAsync(cancellationToken: token, @event: new Billed(1))|}.ConfigureAwait(false);
            }

            [Handler]
            public ValueTask C(Placed placed) => {|TB2036:bus.PublishAsync(new Billed(1))|};
        }

        public static class App
        {
            public static void Listen(EventBus bus) =>
                bus.Subscribe<Placed>("a", delivery => {|TB2036:bus.PublishAsync(new Billed(1))|});
        }
        """,
        """
        public sealed class Billing(EventBus bus)
        {
            [Handler]
            public async Task A(Placed placed, EventContext<Placed> delivery, CancellationToken token)
            {
                await delivery.PublishAsync(new Billed(1));
                await delivery.PublishAsync(new Billed(1), new PublishOptions { Key = "a" });
            }

            [Handler]
            public async ValueTask B(Placed placed, EventContext context, CancellationToken token)
            {
                await context.PublishAsync(new Billed(1));
                await context.PublishAsync(@event: new Billed(1)).ConfigureAwait(false);
            }

            [Handler]
            public ValueTask C(Placed placed, EventContext context) => context.PublishAsync(new Billed(1));
        }

        public static class App
        {
            public static void Listen(EventBus bus) =>
                bus.Subscribe<Placed>("a", delivery => delivery.PublishAsync(new Billed(1)));
        }
        """);

    [Fact]
    public Task Where_a_context_cannot_be_had_it_stays()
    {
        const string source = """
            public interface IBilling { ValueTask A(Placed placed); }
            public sealed class Billing(EventBus bus) : IBilling
            {
                [Handler] public ValueTask A(Placed placed) => {|TB2036:bus.PublishAsync(new Billed(1))|};
                [Handler] public ValueTask B(Placed placed, string context) => {|TB2036:bus.PublishAsync(new Billed(1))|};
                [Handler] public ValueTask C(Placed placed, EventContext delivery, EventBus other)
                {
                    return Inner(other);
                    static ValueTask Inner(EventBus bus) => {|TB2036:bus.PublishAsync(new Billed(1))|};
                }
            }
            """;
        return RuleTest<BodyAnalyzer>.VerifyFixAsync<BusInHandlerCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public ValueTask M(Placed p) => bus.PublishAsync(new Billed(1));")]
    [InlineData("[Handler] public ValueTask M(Placed p, EventContext context) => context.PublishAsync(new Billed(1));")]
    [InlineData("[Handler] public ValueTask M(Placed p) => bus.DispatchAsync(new Billed(1));")]
    [InlineData("[Handler] public void M(Placed p) => ThreadPool.QueueUserWorkItem(async _ => await bus.PublishAsync(new Billed(1)));")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing(EventBus bus) {{ public EventBus Bus => bus; {method} }}");
}
