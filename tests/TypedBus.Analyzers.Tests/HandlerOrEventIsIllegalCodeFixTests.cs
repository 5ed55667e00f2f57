using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Declarations;

namespace TypedBus.Analyzers.Tests;

/// <summary>Where there is one way to mend a handler, the fix takes it; elsewhere it offers nothing.</summary>
public sealed class HandlerOrEventIsIllegalCodeFixTests
{
    private const string Source = """
        using System;
        using System.Threading.Tasks;
        using TypedBus;

        [Event("orders.placed")]
        public sealed record Placed(Guid Id);

        public sealed class Billing
        {
            [Handler]
            /* first */ async public void First(Placed placed, EventContext context) => await Task.Yield();

            [Handler]
            public async void Second(Placed placed) => await Task.Yield();

            [Handler]
            public Task Third(in Placed placed) => Task.CompletedTask;

            [Handler]
            public ValueTask Fourth(
                // the event
                in Placed placed) => default;
        }
        """;

    private static Task<string> FixOne(string source) =>
        CodeFixTest.FixOne(new HandlerOrEventIsIllegalAnalyzer(), new HandlerOrEventIsIllegalCodeFix(), source);

    private static Task<string> FixAll(string source, string key) =>
        CodeFixTest.FixAll(new HandlerOrEventIsIllegalAnalyzer(), new HandlerOrEventIsIllegalCodeFix(), source, key);

    [Fact]
    public async Task An_async_void_handler_returns_a_task() =>
        Assert.Equal(Source.Replace("public void First", "public Task First", StringComparison.Ordinal), await FixOne(Source));

    [Fact]
    public async Task All_async_void_handlers_return_tasks() => Assert.Equal(
        Source.Replace("public void First", "public Task First", StringComparison.Ordinal)
            .Replace("async void Second", "async Task Second", StringComparison.Ordinal),
        await FixAll(Source, "ReturnTask"));

    [Fact]
    public async Task All_events_are_taken_by_value() => Assert.Equal(
        Source.Replace("in Placed placed", "Placed placed", StringComparison.Ordinal), await FixAll(Source, "TakeByValue"));

    [Fact]
    public async Task What_is_mended_has_no_diagnostic_left()
    {
        var mended = await FixAll(await FixAll(Source, "ReturnTask"), "TakeByValue");
        Assert.Empty(AnalyzerTest.Run(new HandlerOrEventIsIllegalAnalyzer(), mended));
    }

    [Fact]
    public async Task Where_the_user_must_decide_nothing_is_offered()
    {
        const string source = """
            using System.Threading.Tasks;
            using TypedBus;

            public sealed class Billing
            {
                [Handler]
                public Task TakesNoEvent(string text) => Task.CompletedTask;
            }
            """;
        Assert.Single(AnalyzerTest.Run(new HandlerOrEventIsIllegalAnalyzer(), source));
        Assert.Equal(source, await FixOne(source));
    }
}
