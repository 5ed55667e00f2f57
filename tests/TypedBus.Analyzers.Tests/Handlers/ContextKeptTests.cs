using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2035.</summary>
public sealed class ContextKeptTests
{
    [Fact]
    public Task What_outlives_the_delivery_keeps_it() => RuleTest<BodyAnalyzer>.VerifyAsync(
        """
        public sealed class Billing
        {
            private static EventContext? _last;
            private readonly List<EventContext> _all = [];
            private Func<string>? _later;
            private Timer? _timer;
            private Task? _task;

            public EventContext? Current { get; set; }

            public event Action? Changed;

            [Handler] public void A(Placed p, EventContext context) => Current = {|TB2035:context|};
            [Handler] public void B(Placed p, EventContext<Placed> context) => _last ??= {|TB2035:context|};
            [Handler] public void C(Placed p, EventContext context) => _all.Add({|TB2035:context|});
            [Handler] public void D(Placed p, EventContext context) => _later = () => {|TB2035:context|}.Subject;
            [Handler] public void E(Placed p, EventContext context) => Changed += () => Console.WriteLine({|TB2035:context|}.Attempt);
            [Handler] public void F(Placed p, EventContext context) => _timer = new Timer(_ => Console.WriteLine({|TB2035:context|}.Attempt));
            [Handler] public void G(Placed p, EventContext context) => ThreadPool.QueueUserWorkItem(_ => Console.WriteLine({|TB2035:context|}.Attempt));
            [Handler] public void H(Placed p, EventContext context) => ThreadPool.QueueUserWorkItem(_ => { }, {|TB2035:context|});
            [Handler] public void I(Placed p, EventContext context) => _task = Task.Run(() => Console.WriteLine({|TB2035:context|}.Attempt));
            [Handler] public void J(Placed p, EventContext context) => {|TB2038:_ = Task.Run(() => Console.WriteLine({|TB2035:context|}.Attempt))|};
            [Handler] public void K(Placed p, EventContext context) => new Thread(() => Console.WriteLine({|TB2035:context|}.Attempt)).Start();
        }

        public sealed class Batches
        {
            private IReadOnlyList<Placed>? _kept;

            [Handler] public void A(IReadOnlyList<Placed> all) => _kept = {|TB2035:all|};
        }

        public static class App
        {
            private static EventContext? _last;

            public static void Listen(EventBus bus) =>
                bus.Subscribe<Placed>("a", context => { _last = {|TB2035:context|}; return default; });
        }
        """);

    [Theory]
    [InlineData("public void M(Placed p, EventContext context) => Current = context;")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) => _subject = context.Subject;")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) { var same = context; Console.WriteLine(same.Subject); }")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) { var all = new List<EventContext>(); all.Add(context); }")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) => Console.WriteLine(new Billing { Current = context }._subject);")]
    [InlineData("[Handler] public async Task M(Placed p, EventContext context) => await Task.Run(() => Console.WriteLine(context.Subject));")]
    [InlineData("[Handler] public Task M(Placed p, EventContext context) => Task.Run(() => Console.WriteLine(context.Subject));")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) => new List<int>().ForEach(_ => Console.WriteLine(context.Subject));")]
    [InlineData("[Handler] public void M(Placed p, EventContext context) => _kept = p; private Placed? _kept; public Placed? Kept => _kept;")]
    public Task CloseBy_IsNothing(string method) => RuleTest<BodyAnalyzer>.VerifyAsync(
        $"public sealed class Billing {{ public EventContext? Current {{ get; set; }} private string? _subject; {method} }}");
}
