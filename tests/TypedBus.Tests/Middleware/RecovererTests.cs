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

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Attempts = 1)]
        public async Task Later(Tried tried)
        {
            recorder.Add("tried");
            if (tried.Later)
            {
                await Task.Yield();
            }

            throw tried.Expected ? new FormatException("expected") : new InvalidOperationException("not expected");
        }

        [Handler]
        public void Hear(Failed failed) => recorder.Add($"failed: {failed.Reason}");
    }

    public static TheoryData<bool, bool> Ways => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Expected_exceptions_settle_and_others_do_not(bool expected, bool later)
    {
        await using var test = BareBus.Start<RecovererTests>(static bus => bus.UseRecoverer(static exception => exception is FormatException));
        await test.Bus.PublishAsync(new Tried(expected, later));
        await test.Bus.StopAsync();
        Assert.Equal(["tried"], test.Recorder.Entries);
        Assert.Equal(expected ? 0 : 1, test.Bus.DeadLetters.Count);
        Assert.Equal(expected, test.Log.At(LogLevel.Warning).Any(static line => line.Exception is FormatException));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callback_makes_the_outcome(bool later)
    {
        await using var test = BareBus.Start<RecovererTests>(static bus => bus.UseRecoverer(
            static exception => exception is FormatException,
            static (context, exception) => context.PublishAsync(new Failed(exception.Message))));
        await test.Bus.PublishAsync(new Tried(Expected: true, later));
        await test.Bus.StopAsync();
        Assert.Equal(["tried", "failed: expected"], test.Recorder.Entries);
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_callback_that_fails_fails_the_delivery()
    {
        await using var test = BareBus.Start<RecovererTests>(static bus => bus.UseRecoverer(
            static _ => true, static (_, exception) => ValueTask.FromException(new ArithmeticException("callback", exception))));
        await test.Bus.PublishAsync(new Tried(Expected: true, Later: true));
        await test.Bus.StopAsync();
        Assert.IsType<ArithmeticException>(Assert.Single(test.Bus.DeadLetters.List()).Reason);
    }
}
