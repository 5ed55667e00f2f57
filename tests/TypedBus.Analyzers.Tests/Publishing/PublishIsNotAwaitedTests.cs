using TypedBus.Analyzers.Publishing;
using TypedBus.CodeFixes.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3001.</summary>
public sealed class PublishIsNotAwaitedTests
{
    [Fact]
    public Task Handlers_And_Methods_That_Return_Tasks_Become_Async() => RuleTest<PublishAnalyzer>.VerifyFixAsync<PublishIsNotAwaitedCodeFix>(
        """
        public sealed class Billing(EventBus bus)
        {
            [Handler]
            public void Bill(Placed placed, EventContext context)
            {
                // first
                context.{|TB3001:PublishAsync|}(new Billed(1));
                bus.{|TB3001:DispatchAsync|}(new Billed(2), default).ConfigureAwait(false);
            }

            [Handler]
            void Arrow(Placed placed) => bus.{|TB3001:PublishAsync|}(new Billed(1));

            [Handler]
            public Billed Result(Placed placed)
            {
                bus.{|TB3001:PublishAsync|}(new Billed(1));
                return new(2);
            }

            public Task RunAsync()
            {
                bus.{|TB3001:PublishAsync|}(new Billed(1)).AsTask();
                return Task.CompletedTask;
            }
        }
        """,
        """
        public sealed class Billing(EventBus bus)
        {
            [Handler]
            public async Task Bill(Placed placed, EventContext context)
            {
                // first
                await context.PublishAsync(new Billed(1));
                await bus.DispatchAsync(new Billed(2), default).ConfigureAwait(false);
            }

            [Handler]
            async Task Arrow(Placed placed) => await bus.PublishAsync(new Billed(1));

            [Handler]
            public async Task<Billed> Result(Placed placed)
            {
                await bus.PublishAsync(new Billed(1));
                return new(2);
            }

            public async Task RunAsync()
            {
                await bus.PublishAsync(new Billed(1)).AsTask();
            }
        }
        """);

    [Theory]
    [InlineData("public void M(EventBus bus) => bus.{|TB3001:PublishAsync|}(new Billed(1));")]
    [InlineData("public void M(EventBus bus) { lock (this) { bus.{|TB3001:PublishAsync|}(new Billed(1)); } }")]
    [InlineData("public void M(EventBus bus) { Action act = () => bus.{|TB3001:PublishAsync|}(new Billed(1)); }")]
    [InlineData("public async Task M(EventBus? bus) { await Task.Yield(); bus?.{|TB3001:PublishAsync|}(new Billed(1)); }")]
    [InlineData("[Handler] public void M(in Placed placed, EventContext context) { context.{|TB3001:PublishAsync|}(new Billed(1)); }")]
    [InlineData("public Task M(EventBus bus, bool now) { if (now) { return Task.CompletedTask; } bus.{|TB3001:PublishAsync|}(new Billed(1)); return Task.CompletedTask; }")]
    public Task What_Callers_Would_See_Is_Not_Mended(string member)
    {
        var source = $"public class Billing {{ {member} }}";
        return RuleTest<PublishAnalyzer>.VerifyFixAsync<PublishIsNotAwaitedCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public async Task M(EventBus bus) => await bus.PublishAsync(new Billed(1));")]
    [InlineData("public ValueTask M(EventBus bus) => bus.PublishAsync(new Billed(1));")]
    [InlineData("public ValueTask M(EventBus bus) { var pending = bus.PublishAsync(new Billed(1)); return pending; }")]
    [InlineData("public void M(EventBus bus) { _ = bus.PublishAsync(new Billed(1)); }")]
    [InlineData("public void M(EventBus bus) { bus.PublishAsync(new Billed(1)).AsTask().Wait(); }")]
    [InlineData("public Func<ValueTask> M(EventBus bus) => () => bus.PublishAsync(new Billed(1));")]
    [InlineData("public void M(Other bus) { bus.PublishAsync(new Billed(1)); } public class Other { public ValueTask PublishAsync<T>(T item) => default; }")]
    [InlineData("\n#pragma warning disable CS4014\npublic async Task M(EventBus bus) { await Task.Yield(); bus.PublishAsync(new Billed(1)); }")]
    public Task CloseBy_IsNothing(string member) => RuleTest<PublishAnalyzer>.VerifyAsync($"public class Billing {{ {member} }}");
}
