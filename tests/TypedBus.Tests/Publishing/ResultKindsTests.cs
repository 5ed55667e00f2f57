using TypedBus.Testing;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>Everything that a handler may return, published or not.</summary>
public sealed class ResultKindsTests
{
    [Event("tests.kinds.go")]
    public sealed record Go(bool WithResult);

    [Event("tests.kinds.class")]
    public sealed record Made(string By);

    [Event("tests.kinds.struct")]
    public readonly record struct MadeStruct(string By);

    public sealed class Handlers
    {
        [Handler]
        public Made Plain(Go go) => new("plain");

        [Handler]
        public Made? Nullable(Go go) => go.WithResult ? new("nullable") : null;

        [Handler]
        public MadeStruct? NullableStruct(Go go) => go.WithResult ? new("nullable struct") : null;

        [Handler]
        public Task<Made> OfTask(Go go) => Task.FromResult(new Made("task"));

        [Handler]
        public async Task<MadeStruct?> OfNullableTask(Go go)
        {
            await Task.Yield();
            return go.WithResult ? new("nullable task") : null;
        }

        [Handler]
        public async ValueTask<Made?> OfValueTask(Go go)
        {
            await Task.Yield();
            return go.WithResult ? new("value task") : null;
        }

        [Handler]
        public ValueTask<MadeStruct> OfValueTaskStruct(Go go) => new(new MadeStruct("value task struct"));

        [Handler]
        public IEnumerable<Made> Several(Go go)
        {
            yield return new("several 1");
            yield return new("several 2");
        }

        [Handler]
        public async IAsyncEnumerable<MadeStruct> SeveralLater(Go go)
        {
            yield return new("several later 1");
            await Task.Yield();
            yield return new("several later 2");
        }

        [Handler]
        public static MadeStruct Static(Go go) => new("static");
    }

    public sealed class Hearing
    {
        [Handler]
        public void Hear(Made made)
        {
        }

        [Handler]
        public void Hear(in MadeStruct made)
        {
        }
    }

    [Theory]
    [InlineData(true, "nullable, nullable struct, nullable task, plain, several 1, several 2, several later 1, several later 2, static, task, value task, value task struct")]
    [InlineData(false, "plain, several 1, several 2, several later 1, several later 2, static, task, value task struct")]
    public async Task What_handlers_return_is_published_and_null_is_not(bool withResult, string expected)
    {
        await using var published = Kit.Start<ResultKindsTests>();
        await published.PublishAsync(new Go(withResult));
        await published.Idle();
        Assert.Equal(expected, Handled(published));

        await using var dispatched = Kit.Start<ResultKindsTests>();
        await dispatched.DispatchAsync(new Go(withResult));
        await dispatched.Idle();
        Assert.Equal(expected, Handled(dispatched));
    }

    private static string Handled(TestBus bus) => string.Join(", ", bus.Handled<Made>().Select(static made => made.Event.By)
        .Concat(bus.Handled<MadeStruct>().Select(static made => made.Event.By)).Order(StringComparer.Ordinal));
}
