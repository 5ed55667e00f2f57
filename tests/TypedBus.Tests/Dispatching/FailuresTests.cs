using TypedBus.Tests.Support;

namespace TypedBus.Tests.Dispatching;

/// <summary>All handlers run; one failure comes back as it is, several as one aggregate in the order of the handlers.</summary>
public sealed class FailuresTests
{
    /// <summary>How each of the three handlers ends: well, by throwing at once, or by failing after an await.</summary>
    public enum Ending
    {
        Well,
        AtOnce,
        Later,
    }

    [Event("tests.failures")]
    public sealed record Tried(Ending First, Ending Second, Ending Third);

    [Event("tests.failures.alone")]
    public sealed record TriedAlone(Ending Ending);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public ValueTask A(Tried tried) => End("A", tried.First);

        [Handler]
        public Task B(Tried tried) => End("B", tried.Second).AsTask();

        [Handler]
        public void C(Tried tried)
        {
            recorder.Add("C");
            if (tried.Third == Ending.AtOnce)
            {
                throw new InvalidOperationException("C");
            }
        }

        [Handler]
        public ValueTask Alone(TriedAlone tried) => End("alone", tried.Ending);

        private ValueTask End(string name, Ending ending)
        {
            recorder.Add(name);
            return ending switch
            {
                Ending.AtOnce => throw new InvalidOperationException(name),
                Ending.Later => Later(name),
                _ => default,
            };
        }

        private static async ValueTask Later(string name)
        {
            await Task.Yield();
            throw new InvalidOperationException(name);
        }
    }

    [Theory]
    [InlineData(Ending.AtOnce, Ending.Well, Ending.Well, "A")]
    [InlineData(Ending.Later, Ending.Well, Ending.Well, "A")]
    [InlineData(Ending.Well, Ending.AtOnce, Ending.Well, "B")]
    [InlineData(Ending.Well, Ending.Later, Ending.Well, "B")]
    [InlineData(Ending.Well, Ending.Well, Ending.AtOnce, "C")]
    public async Task One_failure_comes_back_as_it_is(Ending first, Ending second, Ending third, string failed)
    {
        await using var test = BareBus.Start<FailuresTests>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await test.Bus.DispatchAsync(new Tried(first, second, third)));
        Assert.Equal(failed, failure.Message);
        Assert.Equal(["A", "B", "C"], test.Recorder.Entries);
    }

    [Theory]
    [InlineData(Ending.AtOnce, Ending.AtOnce, Ending.AtOnce, "A B C")]
    [InlineData(Ending.Later, Ending.AtOnce, Ending.AtOnce, "A B C")]
    [InlineData(Ending.AtOnce, Ending.Later, Ending.Well, "A B")]
    [InlineData(Ending.Well, Ending.Later, Ending.AtOnce, "B C")]
    public async Task Several_come_back_as_one_in_the_order_of_the_handlers(Ending first, Ending second, Ending third, string failed)
    {
        await using var test = BareBus.Start<FailuresTests>();
        var failure = await Assert.ThrowsAsync<AggregateException>(
            async () => await test.Bus.DispatchAsync(new Tried(first, second, third)));
        Assert.Equal(failed, string.Join(' ', failure.InnerExceptions.Select(static inner => inner.Message)));
        Assert.Equal(["A", "B", "C"], test.Recorder.Entries);
    }

    [Theory]
    [InlineData(Ending.AtOnce)]
    [InlineData(Ending.Later)]
    public async Task A_lone_handlers_failure_comes_back_as_it_is(Ending ending)
    {
        await using var test = BareBus.Start<FailuresTests>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.Bus.DispatchAsync(new TriedAlone(ending)));
    }

    [Theory]
    [InlineData(Ending.AtOnce, Ending.Later, Ending.AtOnce)]
    [InlineData(Ending.Later, Ending.Later, Ending.AtOnce)]
    public async Task The_contract_holds_where_some_of_the_handlers_run(Ending first, Ending second, Ending third)
    {
        await using var some = BareBus.Start<FailuresTests>(static bus => bus.Handlers.Except("*.B.*"));
        var failure = await Assert.ThrowsAsync<AggregateException>(
            async () => await some.Bus.DispatchAsync(new Tried(first, second, third)));
        Assert.Equal("A C", string.Join(' ', failure.InnerExceptions.Select(static inner => inner.Message)));
        Assert.Equal(["A", "C"], some.Recorder.Entries);
    }

    [Fact]
    public async Task A_failed_dispatch_is_no_dead_letter()
    {
        await using var test = BareBus.Start<FailuresTests>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.Bus.DispatchAsync(new TriedAlone(Ending.AtOnce)));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }
}
