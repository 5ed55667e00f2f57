using Microsoft.Extensions.DependencyInjection;

namespace TypedBus.Testing.Tests;

/// <summary>The kit sees deliveries to filtered handlers and to handlers of a base type as all others: by the event's own type.</summary>
public sealed class RoutingTests
{
    public interface IParcelEvent
    {
        int Id { get; }
    }

    [Event("tests.routing.{Depot}.sorted")]
    public sealed record Sorted(int Id, string Depot) : IParcelEvent;

    [Event("tests.routing.lost")]
    public readonly record struct Lost(int Id) : IParcelEvent;

    [Event("tests.routing.noted")]
    public sealed record Noted(string Text);

    public sealed class Desk
    {
        public EventContext? Kept { get; private set; }

        [Handler]
        public Noted Note(IParcelEvent parcel, EventContext context)
        {
#pragma warning disable TB2035 // What becomes of it is the test.
            Kept = context;
#pragma warning restore TB2035
            return new Noted($"{parcel.Id} {context.Subject}");
        }

        [Handler(Subject = "tests.routing.north.*")]
        public void North(Sorted sorted)
        {
        }
    }

    [Fact]
    public async Task Deliveries_to_a_base_type_are_recorded_by_the_events_type()
    {
        await using var bus = Start();
        await bus.PublishAsync(new Sorted(1, "north"));
        await bus.PublishAsync(new Sorted(2, "south"));
        await bus.PublishAsync(new Lost(3));
        await bus.Idle();

        Assert.Equal([1, 2], bus.Handled<Sorted>("*Note*").Select(static attempt => attempt.Event.Id));
        Assert.Equal(3, bus.HandledOnce<Lost>().Event.Id);
        Assert.Equal(1, bus.HandledOnce<Sorted>("*North*").Event.Id);
        Assert.Equal(
            ["1 tests.routing.north.sorted", "2 tests.routing.south.sorted", "3 tests.routing.lost"],
            bus.Published<Noted>().Select(static noted => noted.Event.Text));
    }

    [Fact]
    public async Task A_handler_of_a_base_type_fails_on_demand()
    {
        await using var bus = Start();
        using (bus.Fail("*Note*"))
        {
            await bus.PublishAsync(new Lost(1));
            await bus.PublishAsync(new Sorted(2, "north"));
            await bus.Idle();
        }

        Assert.Equal("tests.routing.lost", bus.DeadLetteredOnce<Lost>().DeadLetter!.Subject);
        Assert.Equal("tests.routing.north.sorted", bus.DeadLetteredOnce<Sorted>("*Note*").DeadLetter!.Subject);
        Assert.Equal(5, bus.Attempts<Lost>().Count);
        Assert.Empty(bus.Published<Noted>());
        Assert.Single(bus.Handled<Sorted>("*North*"));
    }

    [Fact]
    public async Task A_refused_subject_is_no_published_event()
    {
        await using var bus = Start();
        await Assert.ThrowsAsync<ArgumentException>(async () => await bus.PublishAsync(new Sorted(1, "north.east")));
        await bus.Idle();

        Assert.Empty(bus.Published<Sorted>());
        Assert.Empty(bus.Attempts<Sorted>());
    }

    [Fact]
    public async Task A_context_of_a_base_type_is_spent_after_its_delivery()
    {
        var desk = new Desk();
        await using var bus = Start(desk);
        await bus.PublishAsync(new Lost(1));
        await bus.Idle();
        Assert.Throws<ObjectDisposedException>(() => desk.Kept!.Subject);

        await bus.DispatchAsync(new Lost(2));
        Assert.Throws<ObjectDisposedException>(() => desk.Kept!.Subject);
    }

    private static TestBus Start(Desk? desk = null) => Shop.Quiet(
        "TypedBus.Testing.Tests.RoutingTests.*", setup => setup.Services.AddSingleton(desk ?? new Desk()));
}
