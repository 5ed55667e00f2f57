using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Middleware;

/// <summary>Expected exceptions become settled deliveries, or what the callback makes of them; others go on to the failure policy.</summary>
public sealed class RecovererTests
{
    [Event("tests.recoverer.tried")]
    public sealed record Tried(bool Expected, bool Later);

    [Event("tests.recoverer.failed")]
    public sealed record Failed(string Reason);

    public sealed class Handlers
    {
        [Handler(Attempts = 1)]
        public async Task Later(Tried tried)
        {
            if (tried.Later)
            {
                await Task.Yield();
            }

            throw tried.Expected ? new FormatException("expected") : new InvalidOperationException("not expected");
        }

        [Handler]
        public void Hear(Failed failed)
        {
        }
    }

    public static TheoryData<bool, bool> Ways => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Expected_exceptions_settle_and_others_do_not(bool expected, bool later)
    {
        await using var bus = Kit.Start<RecovererTests>(static bus => bus.UseRecoverer(static exception => exception is FormatException));
        await bus.PublishAsync(new Tried(expected, later));
        await bus.Idle();
        Assert.Single(bus.Attempts<Tried>());
        Assert.Equal((expected ? 1 : 0, expected ? 0 : 1), (bus.Handled<Tried>().Count, bus.DeadLettered<Tried>().Count));
        Assert.Equal(expected, bus.Log().At(LogLevel.Warning).Any(static line => line.Exception is FormatException));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callback_makes_the_outcome(bool later)
    {
        await using var bus = Kit.Start<RecovererTests>(static bus => bus.UseRecoverer(
            static exception => exception is FormatException,
            static (context, exception) => context.PublishAsync(new Failed(exception.Message))));
        await bus.PublishAsync(new Tried(Expected: true, later));
        await bus.Idle();
        Assert.Same(bus.HandledOnce<Tried>(), bus.PublishedOnce<Failed>().Cause);
        Assert.Equal("expected", bus.HandledOnce<Failed>().Event.Reason);
    }

    [Fact]
    public async Task A_callback_that_fails_fails_the_delivery()
    {
        await using var bus = Kit.Start<RecovererTests>(static bus => bus.UseRecoverer(
            static _ => true, static (_, exception) => ValueTask.FromException(new ArithmeticException("callback", exception))));
        await bus.PublishAsync(new Tried(Expected: true, Later: true));
        await bus.Idle();
        Assert.IsType<ArithmeticException>(bus.DeadLetteredOnce<Tried>().Failure);
    }
}
