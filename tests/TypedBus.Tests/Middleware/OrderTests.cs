using TypedBus.Tests.Support;

namespace TypedBus.Tests.Middleware;

/// <summary>Middleware is composed once, in the order of registration, the first outermost; global and by handler in one line.</summary>
public sealed class OrderTests
{
    [Event("tests.middleware.order")]
    public sealed record Wrapped(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void One(Wrapped wrapped) => recorder.Add("one");
    }

    public sealed class Others(Recorder recorder)
    {
        [Handler]
        public async Task Two(Wrapped wrapped)
        {
            await Task.Yield();
            recorder.Add("two");
        }
    }

    public sealed class Marking(Recorder recorder) : IEventMiddleware
    {
        public async ValueTask InvokeAsync(EventContext context, EventDelegate next)
        {
            recorder.Add("class in");
            await next(context);
            recorder.Add("class out");
        }
    }

    private static Func<EventDelegate, EventDelegate> Mark(string name, Recorder recorder) => next => async context =>
    {
        recorder.Add($"{name} in");
        await next(context);
        recorder.Add($"{name} out");
    };

    [Theory]
    [InlineData("Handlers", "a in, b in, class in, c in, d in, one, d out, c out, class out, b out, a out")]
    [InlineData("Others", "a in, class in, d in, two, d out, class out, a out")]
    public async Task Registration_order_holds_over_global_and_handlers_own(string handlers, string expected)
    {
        var marks = new Recorder();
        await using var test = BareBus.Start<OrderTests>(
            bus =>
            {
                bus.Handlers.Except(handlers == "Handlers" ? "*.Others.*" : "*.Handlers.*");
                var own = bus.Handler("*.One.*");
                bus.Use(Mark("a", marks));
                own.Use(Mark("b", marks));
                bus.Use(_ => new Marking(marks));
                own.Use(Mark("c", marks));
                bus.Use(Mark("d", marks));
                bus.Use(next => context =>
                {
                    var task = next(context);
                    Assert.True(task.IsCompleted || handlers == "Others");
                    marks.Add(handlers == "Handlers" ? "one" : "two");
                    return task;
                });
            });
        await test.Bus.PublishAsync(new Wrapped(1));
        await test.Bus.StopAsync();
        Assert.Equal(expected, string.Join(", ", marks.Entries));
        Assert.Single(test.Recorder.Entries);
    }

    [Fact]
    public async Task It_is_composed_once_for_each_handler_it_wraps()
    {
        var composed = 0;
        var made = 0;
        await using var test = BareBus.Start<OrderTests>(bus =>
        {
            bus.Use(next =>
            {
                composed++;
                return next;
            });
            bus.Use(services =>
            {
                made++;
                return new Marking(new Recorder());
            });
        });
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Wrapped(number));
        }

        await test.Bus.StopAsync();
        Assert.Equal((2, 1), (composed, made));
        Assert.Equal(20, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task A_middleware_class_comes_from_the_services()
    {
        await using var bus = Kit.Start<OrderTests>(
            static bus =>
            {
                bus.Services.Add(new(typeof(Marking), typeof(Marking), Microsoft.Extensions.DependencyInjection.ServiceLifetime.Singleton));
                bus.Use<Marking>();
            },
            "Handlers.*");
        await bus.PublishAsync(new Wrapped(1));
        await bus.Idle();
        Assert.Equal(["class in", "one", "class out"], bus.Recorder().Entries);
    }

    [Fact]
    public async Task A_failing_middleware_fails_the_delivery_and_ends_no_worker()
    {
        await using var bus = Kit.Start<OrderTests>(
            static bus =>
            {
                bus.Retry(static retry => retry.Attempts = 1);
                bus.Use(static next => static context => throw new InvalidOperationException("middleware"));
            },
            "Handlers.*");
        await bus.PublishAsync(new Wrapped(1));
        await bus.PublishAsync(new Wrapped(2));
        await bus.Idle();
        Assert.Equal(2, bus.DeadLettered<Wrapped>().Count);
    }

    [Fact]
    public async Task A_dispatch_goes_past_middleware()
    {
        await using var test = BareBus.Start<OrderTests>(
            static bus => bus.Use(static next => static context => throw new InvalidOperationException("middleware")), "Handlers.*");
        await test.Bus.DispatchAsync(new Wrapped(1));
        Assert.Equal(["one"], test.Recorder.Entries);
    }
}
