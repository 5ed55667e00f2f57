using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Dispatching;

/// <summary>What a dispatch passes on, whom it calls, and what it leaves alone.</summary>
public sealed class CallingTests
{
    [Event("tests.calling")]
    public readonly record struct Called(int Number);

    [Event("tests.calling.scoped")]
    public sealed record CalledScoped(int Number);

    [Event("tests.calling.nobody")]
    public sealed record NobodyListens;

    public sealed class Scope : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void WithToken(in Called called, CancellationToken cancellationToken) =>
            recorder.Add($"{called.Number} {cancellationToken.IsCancellationRequested}");

        [Handler(Dispatch = false)]
        public void PublishedOnly(Called called) => recorder.Add("published only");
    }

    [HandlerClass(HandlerLifetime.Scoped)]
    public sealed class ScopedHandlers(Scope scope, Recorder recorder)
    {
        [Handler]
        public async Task Handle(CalledScoped called, Scope same)
        {
            await Task.Yield();
            recorder.Add($"{called.Number} {ReferenceEquals(scope, same)} {scope.IsDisposed}");
            Scopes.Add(scope);
        }

        public static List<Scope> Scopes { get; } = [];
    }

    [Fact]
    public async Task The_callers_token_reaches_the_handler()
    {
        await using var test = BareBus.Start<CallingTests>(handlers: "Handlers.*");
        await test.Bus.DispatchAsync(new Called(1), new CancellationToken(canceled: true));
        Assert.Equal(["1 True"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_handler_that_opts_out_is_reached_by_publishing_alone()
    {
        await using var bus = Kit.Start<CallingTests>(handlers: "Handlers.*");
        await bus.DispatchAsync(new Called(1));
        Assert.Single(bus.Recorder().Entries);
        await bus.PublishAsync(new Called(2));
        await bus.Idle();
        Assert.Equal(2, bus.HandledOnce<Called>("*.PublishedOnly.*").Event.Number);
    }

    [Fact]
    public async Task A_scoped_class_has_a_scope_for_each_call()
    {
        ScopedHandlers.Scopes.Clear();
        await using var test = BareBus.Start<CallingTests>(static bus => bus.Services.AddScoped<Scope>(), "ScopedHandlers.*");
        await test.Bus.DispatchAsync(new CalledScoped(1));
        await test.Bus.DispatchAsync(new CalledScoped(2));
        Assert.Equal(["1 True False", "2 True False"], test.Recorder.Entries);
        Assert.Equal(2, ScopedHandlers.Scopes.Distinct().Count());
        Assert.All(ScopedHandlers.Scopes, static scope => Assert.True(scope.IsDisposed));
    }

    [Fact]
    public async Task A_scoped_class_has_a_scope_for_each_delivery_too()
    {
        await using var bus = Kit.Start<CallingTests>(static bus => bus.Services.AddScoped<Scope>(), "ScopedHandlers.*");
        await bus.PublishAsync(new CalledScoped(7));
        await bus.Idle();
        Assert.Equal(["7 True False"], bus.Recorder().Entries);
    }

    [Fact]
    public async Task What_nobody_handles_is_counted_and_logged_once()
    {
        await using var test = BareBus.Start<CallingTests>(handlers: "Handlers.*");
        for (var round = 0; round < 3; round++)
        {
            await test.Bus.DispatchAsync(new NobodyListens());
            await test.Bus.PublishAsync(new NobodyListens());
#pragma warning disable TB3002 // What becomes of it is the test.
            await test.Bus.PublishAsync("no event at all");
#pragma warning restore TB3002
        }

        Assert.Equal(9, test.Bus.UnheardCount);
        Assert.Equal(2, test.Log.At(LogLevel.Warning).Count());
        Assert.Contains(test.Log.At(LogLevel.Warning), static line => line.Text.Contains("CallingTests.NobodyListens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handlers_are_called_concurrently()
    {
        await using var test = BareBus.Start<CallingTests>(handlers: "Handlers.*");
        await Parallel.ForAsync(0, 1_000, async (number, _) => await test.Bus.DispatchAsync(new Called(number)));
        Assert.Equal(1_000, test.Recorder.Entries.Distinct().Count());
    }

    [Fact]
    public async Task A_bus_that_is_disposed_of_dispatches_nothing()
    {
        var test = BareBus.Start<CallingTests>(handlers: "Handlers.*");
        await test.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await test.Bus.DispatchAsync(new Called(1)));
    }

    [Fact]
    public async Task Two_buses_run_their_own_handlers()
    {
        await using var one = BareBus.Start<CallingTests>(handlers: "Handlers.*");
        await using var two = BareBus.Start<CallingTests>(handlers: "Handlers.PublishedOnly.*");
        await one.Bus.DispatchAsync(new Called(1));
        await two.Bus.DispatchAsync(new Called(1));
        Assert.Single(one.Recorder.Entries);
        Assert.Empty(two.Recorder.Entries);
        Assert.Equal(1, two.Bus.UnheardCount);
    }
}
