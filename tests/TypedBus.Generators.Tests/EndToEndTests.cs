using Microsoft.CodeAnalysis;
using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests;

/// <summary>What is generated, run on the real bus.</summary>
public sealed class EndToEndTests
{
    private const string Prelude = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using TypedBus;

        [Event("placed")] public readonly record struct Placed(int Id);
        [Event("billed")] public sealed record Billed(int Id, string By);

        public sealed class Journal
        {
            private readonly List<string> _lines = new();
            public void Add(string line) { lock (_lines) { _lines.Add(line); } }
            public override string ToString() { lock (_lines) { return string.Join(" ", _lines); } }
        }

        """;

    [Fact]
    public Task Dispatch_CallsHandlersInOrder() => AssertTells(
        "static c b:now b:later:True a",
        """
        public sealed class A(Journal journal) { [Handler(Order = 5)] public void Last(Placed placed) => journal.Add("a"); }
        public sealed class B(Journal journal)
        {
            [Handler] public async Task Handle(Placed placed, CancellationToken token)
            {
                journal.Add("b:now");
                await Task.Yield();
                journal.Add("b:later:" + token.CanBeCanceled);
            }
        }
        public sealed class C(Journal journal) { [Handler(Order = -1)] public ValueTask Handle(Placed placed) { journal.Add("c"); return default; } }
        public static class S
        {
            [Handler(Order = -2)] public static void Handle(in Placed placed, Journal journal) => journal.Add("static");
            [Handler(Dispatch = false)] public static void Never(Placed placed, Journal journal) => journal.Add("never");
        }
        """,
        "using var source = new CancellationTokenSource(); await bus.DispatchAsync(new Placed(1), source.Token);");

    [Fact]
    public Task Dispatch_RunsAllHandlers_ThoughSomeFail() => AssertTells(
        "1 2 3 4 AggregateException:one,three",
        """
        public sealed class A(Journal journal)
        {
            [Handler(Order = 1)] public void One(Placed placed) { journal.Add("1"); throw new InvalidOperationException("one"); }
            [Handler(Order = 2)] public async Task Two(Placed placed) { journal.Add("2"); await Task.Yield(); }
            [Handler(Order = 3)] public async ValueTask Three(Placed placed) { journal.Add("3"); await Task.Yield(); throw new InvalidOperationException("three"); }
            [Handler(Order = 4)] public void Four(Placed placed) => journal.Add("4");
        }
        """,
        """
        try { await bus.DispatchAsync(new Placed(1)); }
        catch (AggregateException e) { journal.Add("AggregateException:" + string.Join(",", System.Linq.Enumerable.Select(e.InnerExceptions, i => i.Message))); }
        """);

    [Fact]
    public Task Results_OfEveryKind_ArePublished() => AssertTells(
        "async class enumerable1 enumerable2 nullable stream task taskNullable valueTask",
        """
        public sealed class Bills
        {
            [Handler] public Billed? Class(Placed p) => new(1, "class");
            [Handler] public Billed? Nothing(Placed p) => null;
            [Handler] public Task<Billed> Task(Placed p) => System.Threading.Tasks.Task.FromResult(new Billed(1, "task"));
            [Handler] public async Task<Billed?> Async(Placed p) { await System.Threading.Tasks.Task.Yield(); return new(1, "async"); }
            [Handler] public ValueTask<Billed> ValueTask(Placed p) => new(new Billed(1, "valueTask"));
            [Handler] public IEnumerable<Billed> Many(Placed p) { yield return new(1, "enumerable1"); yield return new(2, "enumerable2"); }
            [Handler] public async IAsyncEnumerable<Billed> Stream(Placed p) { await System.Threading.Tasks.Task.Yield(); yield return new(1, "stream"); }
            [Handler] public Noted? Nullable(in Placed p) => new Noted("nullable");
            [Handler] public Noted? NullableNothing(Placed p) => null;
            [Handler] public Task<Noted?> TaskNullable(Placed p) => System.Threading.Tasks.Task.FromResult<Noted?>(new Noted("taskNullable"));
            [Handler] public ValueTask<Noted?> ValueTaskNullable(Placed p) => default;
        }
        [Event("noted")] public readonly record struct Noted(string By);
        public sealed class Printer(Journal journal)
        {
            [Handler] public void Print(Billed billed) => journal.Add(billed.By);
            [Handler] public void Print(Noted noted) => journal.Add(noted.By);
        }
        """,
        "await bus.PublishAsync(new Placed(1));",
        sorted: true);

    [Fact]
    public Task ScopedClass_HasAScopeForEachDelivery() => AssertTells(
        "True:placed:1 True:placed:1",
        """
        public sealed class Unit;
        [HandlerClass(HandlerLifetime.Scoped)]
        public sealed class Scoped(Unit unit)
        {
            private static Unit? _last;
            [Handler] public void Handle(Placed placed, Unit same, IServiceProvider services, EventContext<Placed> context, Journal journal)
            {
                journal.Add((same == unit && services.GetService<Unit>() == unit && _last != unit) + ":" + context.Subject + ":" + context.Event.Id);
                _last = unit;
            }
        }
        """,
        "await bus.PublishAsync(new Placed(1)); await bus.PublishAsync(new Placed(1));",
        services: "builder.Services.AddScoped<Unit>();");

    [Fact]
    public Task Overloads_InheritedHandlers_AndKeyedServices() => AssertTells(
        "Log<Billed>:keyed Log<Placed>:keyed two",
        """
        public abstract class Log<T>(Journal journal, [FromKeyedServices("key")] string text)
        {
            [Handler] public void Write(T item) => journal.Add($"Log<{typeof(T).Name}>:{text}");
        }
        public sealed class PlacedLog(Journal journal, [FromKeyedServices("key")] string text) : Log<Placed>(journal, text);
        public sealed class BilledLog(Journal journal, [FromKeyedServices("key")] string text) : Log<Billed>(journal, text)
        {
            [Handler(Name = "two")] public void Write(Billed item, Journal other) => other.Add("two");
        }
        """,
        "await bus.PublishAsync(new Placed(1)); await bus.PublishAsync(new Billed(1, \"x\"));",
        sorted: true,
        services: "builder.Services.AddKeyedSingleton(\"key\", \"keyed\");");

    [Fact]
    public async Task ThreeAssemblies_RunAsOne()
    {
        var events = GeneratorTest.Run(new TestProject { Name = "Shop.Events", Sources = [Prelude] });
        var handlers = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Handlers",
            References = [events],
            Sources =
            [
                """
                internal sealed class Billing { [TypedBus.Handler] internal Billed Bill(Placed placed) => new(placed.Id, "Billing"); }
                internal static class Printing { [TypedBus.Handler] internal static void Print(Billed billed, Journal journal) => journal.Add(billed.By + billed.Id); }
                """,
            ],
        });
        var main = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Main",
            References = [events, handlers],
            Sources = [Program("await bus.PublishAsync(new Placed(7));")],
        });

        Assert.Equal("Billing7", await LoadedProgram.RunAsync(events, handlers, main));
    }

    private static async Task AssertTells(string expected, string types, string body, bool sorted = false, string services = "")
    {
        var told = await LoadedProgram.RunAsync(GeneratorTest.Run(new TestProject { Sources = [Prelude + types, Program(body, services)] }));

        Assert.Equal(expected, sorted ? string.Join(' ', told.Split(' ').Order(StringComparer.Ordinal)) : told);
    }

    // Disposing of the bus handles everything that was published.
    private static string Program(string body, string services = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using TypedBus;

        internal static class Program
        {
            internal static async Task<string> RunAsync()
            {
                var journal = new Journal();
                await using (var bus = EventBus.Start(EventModules.All, builder => { builder.Services.AddSingleton(journal); {{services}} }))
                {
                    {{body}}
                }

                return journal.ToString();
            }
        }
        """;
}
