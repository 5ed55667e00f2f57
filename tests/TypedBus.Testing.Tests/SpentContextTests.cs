using Microsoft.Extensions.DependencyInjection;

namespace TypedBus.Testing.Tests;

/// <summary>Each delivery has a context of its own, and one that is spent throws.</summary>
public sealed class SpentContextTests
{
    private const string Here = "TypedBus.Testing.Tests.SpentContextTests.";

    [Event("tests.spent.kept")]
    public readonly record struct Kept(int Number);

    public sealed class Contexts
    {
        public List<EventContext<Kept>> All { get; } = [];
    }

    public sealed class Keeper(Contexts contexts)
    {
        [Handler]
        public async ValueTask Keep(Kept kept, EventContext context)
        {
#pragma warning disable TB2035 // What becomes of it is the test.
            contexts.All.Add((EventContext<Kept>)context);
#pragma warning restore TB2035
            await Task.Yield();
            Assert.Equal(contexts.All[^1].Event.Number, kept.Number);
            await context.PublishAsync(new OrderSent(kept.Number));
        }
    }

    [HandlerClass(HandlerLifetime.Scoped)]
    public sealed class ScopedKeeper(Contexts contexts)
    {
        [Handler]
        public void Keep(Kept kept, EventContext context)
        {
            Assert.Same(contexts, context.Services.GetRequiredService<Contexts>());
#pragma warning disable TB2035 // What becomes of it is the test.
            contexts.All.Add((EventContext<Kept>)context);
#pragma warning restore TB2035
        }
    }

    [Fact]
    public async Task A_context_is_spent_when_its_delivery_has_ended()
    {
        await using var bus = Start("Keeper.*");
        await bus.PublishAsync(new Kept(1));
        await bus.PublishAsync(new Kept(2));
        await bus.Idle();
        Assert.Equal([1, 2], bus.Published<OrderSent>().Select(static sent => sent.Event.OrderId));

        var contexts = bus.Services.GetRequiredService<Contexts>().All;
        Assert.NotSame(contexts[0], contexts[1]);
        Assert.All(contexts, AssertSpent);
    }

    [Fact]
    public async Task Each_attempt_has_its_own()
    {
        await using var bus = Start("ScopedKeeper.*", static setup => setup.Use(static next => async context =>
        {
            await next(context);
            if (context.Attempt == 1)
            {
                throw new InvalidOperationException("once");
            }
        }));
        await bus.PublishAsync(new Kept(1));
        await bus.Idle();
        var contexts = bus.Services.GetRequiredService<Contexts>().All;
        Assert.Equal(2, contexts.Distinct().Count());
        Assert.All(contexts, AssertSpent);
    }

    [Fact]
    public async Task The_context_of_a_dispatch_is_spent_too()
    {
        await using var bus = Start("Keeper.*");
        await bus.DispatchAsync(new Kept(1));
        await bus.DispatchAsync(new Kept(2));
        var contexts = bus.Services.GetRequiredService<Contexts>().All;
        Assert.Equal(2, contexts.Distinct().Count());
        Assert.All(contexts, AssertSpent);
    }

    private static TestBus Start(string handlers, Action<EventBusBuilder>? configure = null) => Shop.Quiet(Here + handlers, setup =>
    {
        setup.Services.AddSingleton<Contexts>();
        configure?.Invoke(setup);
    });

    private static void AssertSpent(EventContext<Kept> context)
    {
        var exception = Assert.Throws<ObjectDisposedException>(() => context.Event.Number);
        Assert.Contains("Keeper.Keep.SpentContextTests.Kept' was used after that delivery had ended", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => context.Id);
        Assert.Throws<ObjectDisposedException>(() => context.CorrelationId);
        Assert.Throws<ObjectDisposedException>(() => context.CausationId);
        Assert.Throws<ObjectDisposedException>(() => context.Key);
        Assert.Throws<ObjectDisposedException>(() => context.Headers);
        Assert.Throws<ObjectDisposedException>(() => context.Attempt);
        Assert.Throws<ObjectDisposedException>(() => context.Services);
        Assert.Throws<ObjectDisposedException>(() => context.CancellationToken);
        Assert.Throws<ObjectDisposedException>(() => context.PublishAsync(new OrderSent(1)).AsTask().GetAwaiter().GetResult());
    }
}
