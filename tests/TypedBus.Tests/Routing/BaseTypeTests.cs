using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Routing;

/// <summary>Handlers of interfaces, abstract classes and <c>object</c> take every event that is one.</summary>
public sealed partial class BaseTypeTests
{
    public interface IOrderEvent
    {
        int Number { get; }
    }

    public interface INobody;

    public interface ISingle;

    [Event("tests.bases.single")]
    public sealed record Single : ISingle;

    public abstract record Order(int Number) : IOrderEvent;

    [Event("tests.bases.{Region}.placed")]
    public sealed record Placed(int Number, string Region) : Order(Number);

    [Event("tests.bases.shipped")]
    public record Shipped(int Number) : Order(Number);

    [Event("tests.bases.shipped.fast")]
    public sealed record ShippedFast(int Number) : Shipped(Number);

    [Event("tests.bases.billed")]
    public readonly record struct Billed(int Number) : IOrderEvent;

    [Event("tests.bases.other")]
    public sealed record Other(int Number);

    [Event("tests.bases.answer")]
    public sealed record Answer(string Text);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void Audit(IOrderEvent order) => recorder.Add($"audit {order.Number}");

        [Handler(Subject = "tests.bases.*")]
        public void Short(in IOrderEvent order, EventContext context) => recorder.Add($"short {order.Number} {context.Subject}");

        [Handler(Subject = "tests.bases.eu.>")]
        public void Europe(Order order, EventContext<Order> context) => recorder.Add($"europe {context.Event.Number} {context.Subject}");

        [Handler]
        public void Everything(object @event, EventContext context) => recorder.Add($"all {@event.GetType().Name} {context.Subject}");

        [Handler]
        public void Typed(Shipped shipped) => recorder.Add($"typed {shipped.Number}");
    }

    public sealed class Ordered(Recorder recorder)
    {
        [Handler(Order = 3)]
        public void D(IOrderEvent order) => recorder.Add("d");

        [Handler(Order = 1)]
        public void B(object order) => recorder.Add("b");

        [Handler(Order = 2)]
        public void C(Shipped shipped) => recorder.Add("c");

        [Handler(Order = 0)]
        public async Task A(Order order)
        {
            await Task.Yield();
            recorder.Add("a");
        }

        [Handler(Order = 4, Dispatch = false)]
        public void Never(IOrderEvent order) => recorder.Add("never");
    }

    public sealed class OneTyped(Recorder recorder)
    {
        [Handler]
        public void Take(Single single) => recorder.Add("typed");
    }

    public sealed class OneBase(Recorder recorder)
    {
        [Handler]
        public void Take(ISingle single) => recorder.Add("base");
    }

    public sealed class Answering(Recorder recorder)
    {
        [Handler]
        public Answer Reply(IOrderEvent order, EventContext context, Recorder service) =>
            new($"{order.Number} {context.Subject} {ReferenceEquals(service, recorder)}");

        [Handler]
        public void Record(Answer answer, EventContext context) => recorder.Add($"{answer.Text} | {context.Subject} {context.CausationId == default}");
    }

    public sealed class Deferring(Recorder recorder)
    {
        [Handler]
        public Answer Reply(ISingle single) => new("reply");

        [Handler(Order = 1)]
        public async Task Wait(Single single)
        {
            recorder.Add("waiting");
            await recorder.Gate("out");
        }

        [Handler]
        public void Record(Answer answer) => recorder.Add(answer.Text);
    }

    public sealed class Sequence(Recorder recorder)
    {
        [Handler]
        public void Record(IOrderEvent order) => recorder.Add($"{order.Number}");
    }

    public sealed class Failing(Recorder recorder)
    {
        [Handler]
        public void Fail(IOrderEvent order, EventContext context)
        {
            recorder.Add($"{context.Attempt} {context.Subject} {context.Headers.Count} {context.CorrelationId}");
            throw new InvalidOperationException("no");
        }
    }

    public sealed class Grouped(Recorder recorder)
    {
        [Handler(Group = "bases", Name = "TypedBus.Tests.Routing.BaseTypeTests.Grouped.typed")]
        public void Typed(Billed billed) => recorder.Add($"typed {billed.Number}");

        [Handler(Group = "bases", Name = "TypedBus.Tests.Routing.BaseTypeTests.Grouped.base")]
        public void Base(IOrderEvent order) => recorder.Add($"base {order.Number}");

        [Handler(Group = "bases", Name = "TypedBus.Tests.Routing.BaseTypeTests.Grouped.filtered", Subject = "tests.bases.shipped")]
        public void Filtered(IOrderEvent order) => recorder.Add($"filtered {order.Number}");
    }

    public sealed class Parallel(Recorder recorder)
    {
        [Handler(Concurrency = 2, Capacity = 1)]
        public async Task Wait(IOrderEvent order)
        {
            recorder.Add($"in {order.Number}");
            await recorder.Gate("out");
        }
    }

    public sealed class Dropping(Recorder recorder)
    {
        [Handler(Capacity = 1, FullMode = FullMode.DropOldest)]
        public async Task Keep(IOrderEvent order)
        {
            recorder.Add($"{order.Number}");
            await recorder.Gate("out");
        }

        [Handler(Name = "TypedBus.Tests.Routing.BaseTypeTests.Dropping.cascade")]
        public IEnumerable<Billed> Publish(Other other) => [new Billed(other.Number), new Billed(other.Number + 1)];
    }

    [HandlerClass(HandlerLifetime.Scoped)]
    public sealed class InScope(Recorder recorder, ScopeMark mark)
    {
        [Handler]
        public void Record(IOrderEvent order) => recorder.Add($"{order.Number} {mark.Id}");
    }

    public sealed class ScopeMark
    {
        private static int _last;

        public int Id { get; } = Interlocked.Increment(ref _last);
    }

    public static class Nobody
    {
#pragma warning disable TB2021 // What becomes of a handler that nothing reaches is the test.
        [Handler]
        public static void Take(INobody nobody)
        {
        }
#pragma warning restore TB2021

#pragma warning disable TB3008 // The same, by its filter.
        [Handler(Subject = "tests.lost.>")]
        public static void Lose(IOrderEvent order)
        {
        }

        [Handler(Subject = "tests.other")]
        public static void Miss(object @event)
        {
        }
#pragma warning restore TB3008
    }

    [Fact]
    public async Task Published_events_reach_every_handler_of_a_base()
    {
        await using var test = Start("Handlers.*");
        await test.Bus.PublishAsync(new Placed(1, "eu"));
        await test.Bus.PublishAsync(new Placed(2, "us"));
        await test.Bus.PublishAsync(new Shipped(3));
        await test.Bus.PublishAsync(new ShippedFast(4));
        await test.Bus.PublishAsync(new Billed(5));
        await test.Bus.PublishAsync(new Other(6));
        await test.Bus.StopAsync();

        Assert.Equal(
            [
                "all Billed tests.bases.billed", "all Other tests.bases.other", "all Placed tests.bases.eu.placed",
                "all Placed tests.bases.us.placed", "all Shipped tests.bases.shipped", "all ShippedFast tests.bases.shipped.fast",
                "audit 1", "audit 2", "audit 3", "audit 4", "audit 5",
                "europe 1 tests.bases.eu.placed",
                "short 3 tests.bases.shipped", "short 5 tests.bases.billed",
                "typed 3",
            ],
            test.Recorder.Entries.Order(StringComparer.Ordinal));
        Assert.Equal(0, test.Bus.UnheardCount);
    }

    [Fact]
    public async Task Dispatched_events_do_too()
    {
        await using var test = Start("Handlers.*");
        await test.Bus.DispatchAsync(new Placed(1, "eu"));
        await test.Bus.DispatchAsync(new Billed(5));
        await test.Bus.DispatchAsync(new Other(6));

        Assert.Equal(
            [
                "audit 1", "europe 1 tests.bases.eu.placed", "all Placed tests.bases.eu.placed",
                "audit 5", "all Billed tests.bases.billed", "short 5 tests.bases.billed",
                "all Other tests.bases.other",
            ],
            test.Recorder.Entries);
    }

    [Fact]
    public async Task A_dispatch_calls_all_handlers_in_one_order()
    {
        await using var test = Start("Ordered.*");
        await test.Bus.DispatchAsync(new Shipped(1));
        await test.Bus.DispatchAsync(new Billed(1));

        Assert.Equal(["a", "b", "c", "d", "b", "d"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_dispatch_calls_those_alone_that_run_here()
    {
        await using var typed = Start("OneTyped.*");
        await using var @base = Start("OneBase.*");
        await using var both = Start("One*");
        await typed.Bus.DispatchAsync(new Single());
        await @base.Bus.DispatchAsync(new Single());
        await both.Bus.DispatchAsync(new Single());

        Assert.Equal(["typed"], typed.Recorder.Entries);
        Assert.Equal(["base"], @base.Recorder.Entries);
        Assert.Equal(["base", "typed"], both.Recorder.Entries);
    }

    [Fact]
    public async Task An_event_published_as_its_marked_base_is_that_base()
    {
        await using var test = Start("Handlers.*");
        await test.Bus.PublishAsync<Shipped>(new ShippedFast(7));
        await test.Bus.StopAsync();

        Assert.Equal(
            ["all ShippedFast tests.bases.shipped", "audit 7", "short 7 tests.bases.shipped", "typed 7"],
            test.Recorder.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Results_are_published_with_a_subject_of_their_own()
    {
        await using var test = Start("Answering.*");
        await test.Bus.PublishAsync(new Placed(1, "eu"), new PublishOptions { CorrelationId = "c", Key = "k" });
        await test.Recorder.Reaches(1);
        await test.Bus.DispatchAsync(new Billed(2));
        await test.Bus.StopAsync();

        Assert.Equal(
            ["1 tests.bases.eu.placed True | tests.bases.answer False", "2 tests.bases.billed True | tests.bases.answer False"],
            test.Recorder.Entries);
    }

    [Fact]
    public async Task Results_of_a_dispatch_wait_until_all_handlers_have_ended()
    {
        await using var test = Start("Deferring.*");
        var dispatch = test.Bus.DispatchAsync(new Single()).AsTask();
        await test.Recorder.Reaches(1);
        Assert.Equal(0, test.Bus.Snapshot().Subscriptions.Sum(static one => one.Accepted));

        test.Recorder.Open("out");
        await dispatch;
        Assert.Equal(["waiting", "reply"], await test.Recorder.Reaches(2));
    }

    [Theory]
    [InlineData(
        "Take", "takes 'TypedBus.Tests.Routing.BaseTypeTests.INobody', and no event that this bus knows is one. Have an event derive from it")]
    [InlineData(
        "Lose", "has a filter, 'tests.lost.>', that fits none of the events that it takes. Make it fit one of their subjects, '")]
    [InlineData("Miss", "has a filter, 'tests.other', that fits none of the events that it takes.")]
    public void A_handler_that_no_event_fits_is_an_error_at_start(string method, string problem)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Start($"Nobody.{method}.*"));

        Assert.Contains($"- Handler 'TypedBus.Tests.Routing.BaseTypeTests.Nobody.{method}.", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    private static BareBus Start(string handlers) => BareBus.Start<BaseTypeTests>(handlers: handlers);

    private static async Task WaitForLetter(EventBus bus)
    {
        while (bus.DeadLetters.Count == 0)
        {
            await Task.Yield();
        }
    }
}
