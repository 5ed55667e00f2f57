using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2030.</summary>
public sealed class BlockingOnTaskTests
{
    [Fact]
    public Task Tasks_AreAwaited_WhenMended() => RuleTest<BodyAnalyzer>.VerifyFixAsync<BlockingOnTaskCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, Task task, Task<string> text, ValueTask<Task<int>> deep, Task last)
            {
                await Task.Yield();
                {|TB2030:task.Wait()|};
                var length = {|TB2030:text.Result|}.Length + {|TB2030:{|TB2030:deep.Result|}.Result|};
                {|TB2030:last.ConfigureAwait(false).GetAwaiter().GetResult()|}; // at last
                {|TB2030:Task.WaitAll(task, text)|};
            }

            [Handler]
            public void B(Placed placed, Task<string> text) => {|TB2030:text.GetAwaiter().GetResult()|};

            [Handler]
            public Billed C(Placed placed, Task<int> id)
            {
                if (placed.Id == 0)
                {
                    return default;
                }

                return new Billed({|TB2030:id.Result|});
            }

            [Handler]
            public Task D(Placed placed, Task first, Task second)
            {
                if ({|TB2030:Load().Result|} == 0)
                    return second ?? Task.CompletedTask;

                {|TB2030:first.Wait()|};
                Func<int> one = () => { return 1; };
                return Task.CompletedTask;
            }

            [Handler]
            public ValueTask<Billed> E(Placed placed, Task<int> id) => ValueTask.FromResult(new Billed({|TB2030:id.Result|}));

            static Task<int> Load() => Task.FromResult(1);
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, Task task, Task<string> text, ValueTask<Task<int>> deep, Task last)
            {
                await Task.Yield();
                await task;
                var length = (await text).Length + await (await deep);
                await last.ConfigureAwait(false); // at last
                await Task.WhenAll(task, text);
            }

            [Handler]
            public async Task B(Placed placed, Task<string> text) => await text;

            [Handler]
            public async Task<Billed> C(Placed placed, Task<int> id)
            {
                if (placed.Id == 0)
                {
                    return default;
                }

                return new Billed(await id);
            }

            [Handler]
            public async Task D(Placed placed, Task first, Task second)
            {
                if (await Load() == 0)
                {
                    await (second ?? Task.CompletedTask);
                    return;
                }

                await first;
                Func<int> one = () => { return 1; };
            }

            [Handler]
            public async ValueTask<Billed> E(Placed placed, Task<int> id) => new Billed(await id);

            static Task<int> Load() => Task.FromResult(1);
        }
        """);

    [Fact]
    public Task Where_nobody_can_await_it_stays()
    {
        const string source = """
            public interface IBilling { void A(Placed placed); }
            public sealed class Billing(Task<int> task, List<int> list) : IBilling
            {
                [Handler] public void A(Placed placed) => {|TB2030:task.Wait()|};
                [Handler] public void B(in Billed billed) => {|TB2030:task.Wait()|};
                [Handler] public async Task C(Placed placed) { await Task.Yield(); lock (list) { list.Add({|TB2030:task.Result|}); } }
                [Handler] public void D(Placed placed) => list.ForEach(_ => {|TB2030:task.Wait(5)|});
                [Handler] public IEnumerable<Billed> E(Placed placed) { yield return new({|TB2030:task.Result|}); }
                [Handler] public Task G(Placed placed) { {|TB2030:task.Wait()|}; lock (list) { return Task.WhenAll(task); } }
                [Handler] public Task F(Placed placed) { {|TB2030:task.Wait()|}; return placed.Id == 0 ? task : Task.CompletedTask; }
            }
            """;
        return RuleTest<BodyAnalyzer>.VerifyFixAsync<BlockingOnTaskCodeFix>(source, source);
    }

    [Fact]
    public Task Subscribed_lambdas_are_handlers() => RuleTest<BodyAnalyzer>.VerifyFixAsync<BlockingOnTaskCodeFix>(
        """
        public static class App
        {
            public static void Listen(EventBus bus, Task<int> task) => bus.Subscribe<Placed>("a", async context =>
            {
                await Task.Yield();
                Console.WriteLine({|TB2030:task.Result|});
            });
        }
        """,
        """
        public static class App
        {
            public static void Listen(EventBus bus, Task<int> task) => bus.Subscribe<Placed>("a", async context =>
            {
                await Task.Yield();
                Console.WriteLine(await task);
            });
        }
        """);

    [Theory]
    [InlineData("public void M(Placed p) => task.Wait();")]
    [InlineData("[Handler] public async Task M(Placed p) { await Task.WhenAll(task, task); Console.WriteLine(task.Result); }")]
    [InlineData("[Handler] public async Task M(Placed p) => await task.ContinueWith(done => done.Result);")]
    [InlineData("[Handler] public Task M(Placed p) { if (task.IsCompletedSuccessfully) { Console.WriteLine(task.Result); } return task; }")]
    [InlineData("[Handler] public void M(Placed p) => Console.WriteLine(new Own().Result); private sealed class Own { public int Result => 1; }")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing(Task<int> task) {{ public Task<int> Held => task; {method} }}");
}
