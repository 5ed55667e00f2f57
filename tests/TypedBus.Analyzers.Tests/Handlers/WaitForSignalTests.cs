using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2033.</summary>
public sealed class WaitForSignalTests
{
    [Fact]
    public Task Semaphores_are_awaited() => RuleTest<BodyAnalyzer>.VerifyFixAsync<WaitForSignalCodeFix>(
        """
        public sealed class Billing(SemaphoreSlim gate)
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token)
            {
                await Task.Yield();
                {|TB2033:gate.Wait()|};
                {|TB2033:gate.Wait(token)|};
                if ({|TB2033:gate.Wait(500)|} && !{|TB2033:gate.Wait(TimeSpan.FromSeconds(1), token)|})
                {
                    gate.Release();
                }
            }

            [Handler]
            public void B(Placed placed, EventContext context) => {|TB2033:gate.Wait()|};
        }
        """,
        """
        public sealed class Billing(SemaphoreSlim gate)
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token)
            {
                await Task.Yield();
                await gate.WaitAsync(token);
                await gate.WaitAsync(token);
                if (await gate.WaitAsync(500, token) && !await gate.WaitAsync(TimeSpan.FromSeconds(1), token))
                {
                    gate.Release();
                }
            }

            [Handler]
            public async Task B(Placed placed, EventContext context) => await gate.WaitAsync(context.CancellationToken);
        }
        """);

    [Fact]
    public Task Other_signals_have_no_twin()
    {
        const string source = """
            public sealed class Billing(ManualResetEventSlim slim, ManualResetEvent signal, Thread thread, CountdownEvent countdown, object gate)
            {
                [Handler] public void A(Placed placed) => {|TB2033:slim.Wait()|};
                [Handler] public void B(Placed placed) => {|TB2033:signal.WaitOne()|};
                [Handler] public void C(Placed placed) => {|TB2033:thread.Join()|};
                [Handler] public void D(Placed placed) => {|TB2033:countdown.Wait()|};
                [Handler] public void E(Placed placed) { lock (gate) { {|TB2033:Monitor.Wait(gate)|}; } }
                [Handler] public void F(Placed placed) => {|TB2033:WaitHandle.WaitAny([signal])|};
            }
            """;
        return RuleTest<BodyAnalyzer>.VerifyFixAsync<WaitForSignalCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public void M(Placed p) => gate.Wait();")]
    [InlineData("[Handler] public void M(Placed p) { if (gate.Wait(0)) { gate.Release(); } }")]
    [InlineData("[Handler] public void M(Placed p) => _ = gate.Wait(TimeSpan.Zero);")]
    [InlineData("[Handler] public void M(Placed p) { lock (gate) { } }")]
    [InlineData("[Handler] public Task M(Placed p, CancellationToken token) => gate.WaitAsync(token);")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing(SemaphoreSlim gate) {{ public object Gate => gate; {method} }}");
}
