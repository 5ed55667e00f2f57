using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Middleware;

/// <summary>All that is logged while a handler runs carries the event's identifier, the correlation and the handler's name.</summary>
public sealed class CorrelationIdTests
{
    [Event("tests.correlation.asked")]
    public sealed record Asked;

    [Event("tests.correlation.answered")]
    public sealed record Answered;

    public sealed class Handlers(ILoggerFactory log)
    {
        [Handler]
        public Answered Ask(Asked asked)
        {
            log.CreateLogger("test").LogInformation("asked");
            return new Answered();
        }

        [Handler(Attempts = 2)]
        public async Task Answer(Answered answered)
        {
            await Task.Yield();
            log.CreateLogger("test").LogInformation("answered");
            throw new InvalidOperationException("not yet");
        }
    }

    [Fact]
    public async Task The_scope_names_the_delivery_in_handlers_and_in_what_is_logged_of_their_failures()
    {
        await using var bus = Kit.Start<CorrelationIdTests>(static bus => bus.UseCorrelationId());
        await bus.PublishAsync(new Asked(), new PublishOptions { CorrelationId = "request-1" });
        await bus.Idle();
        foreach (var text in (string[])["asked", "answered", "failed at attempt 1"])
        {
            var line = bus.Log().Lines.First(line => line.Id != 1 && line.Text.Contains(text, StringComparison.Ordinal));
            Assert.Contains("CorrelationId:request-1", line.Scope, StringComparison.Ordinal);
            Assert.Contains("EventId:", line.Scope, StringComparison.Ordinal);
            Assert.Contains("Handler:TypedBus.Tests.Middleware.CorrelationIdTests.Handlers.", line.Scope, StringComparison.Ordinal);
        }

        await bus.Bus.StopAsync();
        Assert.Equal(string.Empty, bus.Log().Lines[^1].Scope);
    }
}
