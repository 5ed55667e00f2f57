using TypedBus.Tests.Support;

namespace TypedBus.Tests.Dispatching;

/// <summary>Handlers of one event run by order, assembly, type, method and parameters, whether the dispatcher is generated or not.</summary>
public sealed class OrderOfHandlersTests
{
    private static readonly string[] _expected = ["first", "Alpha.Again", "Alpha.Handle", "Beta.Aside", "last"];

    [Event("tests.order.struct")]
    public readonly record struct Numbered(int Number);

    [Event("tests.order.context")]
    public sealed record Told(int Number);

    public sealed class Beta(Recorder recorder)
    {
        [Handler]
        public void Aside(Numbered numbered) => recorder.Add("Beta.Aside");

        [Handler(Order = -1)]
        public ValueTask First(Numbered numbered)
        {
            recorder.Add("first");
            return default;
        }

        [Handler]
        public void Aside(Told told, EventContext context) => recorder.Add("Beta.Aside");

        [Handler(Order = -1)]
        public void First(Told told) => recorder.Add("first");
    }

    public sealed class Alpha(Recorder recorder)
    {
        [Handler(Order = 1)]
        public void AAA(Numbered numbered) => recorder.Add("last");

        [Handler]
        public Task Handle(Numbered numbered)
        {
            recorder.Add("Alpha.Handle");
            return Task.CompletedTask;
        }

        [Handler]
        public async Task Again(Numbered numbered)
        {
            await Task.Yield();
            recorder.Add("Alpha.Again");
        }

        [Handler(Order = 1)]
        public void AAA(Told told) => recorder.Add("last");

        [Handler]
        public void Handle(Told told) => recorder.Add("Alpha.Handle");

        [Handler]
        public async Task Again(Told told)
        {
            await Task.Yield();
            recorder.Add("Alpha.Again");
        }
    }

    [Fact]
    public async Task A_generated_dispatcher_keeps_the_order()
    {
        await using var test = BareBus.Start<OrderOfHandlersTests>();
        await test.Bus.DispatchAsync(new Numbered(1));
        Assert.Equal(_expected, test.Recorder.Entries);
    }

    [Fact]
    public async Task A_dispatcher_over_the_list_keeps_the_order()
    {
        await using var test = BareBus.Start<OrderOfHandlersTests>();
        await test.Bus.DispatchAsync(new Told(1));
        Assert.Equal(_expected, test.Recorder.Entries);
    }

    [Fact]
    public async Task What_does_not_run_here_is_left_out()
    {
        await using var test = BareBus.Start<OrderOfHandlersTests>(bus => bus.Handlers.Except("*.Alpha.Again.*"));
        await test.Bus.DispatchAsync(new Numbered(1));
        Assert.Equal(["first", "Alpha.Handle", "Beta.Aside", "last"], test.Recorder.Entries);
    }
}
