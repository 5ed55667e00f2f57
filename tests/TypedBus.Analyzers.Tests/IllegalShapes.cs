namespace TypedBus.Tests;

/// <summary>
/// Every way to write an event, an order key, a subject or a handler that the bus cannot serve, for two tests of each: the generator leaves it out, and the analyzer
/// says so, once. What is wrong is named 'Wrong'.
/// </summary>
internal static class IllegalShapes
{
    private const string Prelude = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using TypedBus;

        namespace Shop;

        [Event("placed")] public sealed record Placed(int Id);
        [Event("billed")] public readonly record struct Billed(int Id);
        public interface ILedger;

        """;

    private const string Base = "public class Base<T> { [Handler] public void M(T t) { } }\n";

    private static readonly Dictionary<string, (string Source, string Problem)> _all = new(IllegalOrderKeys.All.Concat(IllegalSubjects.All))
    {
        // Events.
        ["generic event"] = ("""[Event("wrong")] public sealed record Wrong<T>(T Value);""", "is generic"),
        ["event in a generic type"] = ("""public static class Outer<T> { [Event("wrong")] public sealed record Wrong; }""", "is generic"),
        ["static event"] = ("""[Event("wrong")] public static class Wrong;""", "is static"),
        ["ref struct"] = ("""[Event("wrong")] public ref struct Wrong;""", "is a ref struct"),
        ["private event"] = ("""public static class Outer { [Event("wrong")] private sealed record Wrong; }""", "is not accessible"),
        ["protected event"] = ("""public class Outer { [Event("wrong")] protected sealed record Wrong; }""", "is not accessible"),
        ["file-local event"] = ("""[Event("wrong")] file sealed record Wrong;""", "is not accessible"),
        ["forbidden event"] = ("""[Event("wrong"), Obsolete("No", error: true)] public sealed record Wrong;""", "is obsolete"),
        ["no subject"] = ("""[Event(null!)] public sealed record Wrong;""", "is empty"),
        ["empty subject"] = ("""[Event("")] public sealed record Wrong;""", "is empty"),
        ["empty token"] = ("""[Event("a..b")] public sealed record Wrong;""", "has an empty token"),
        ["dot at the end"] = ("""[Event("a.")] public sealed record Wrong;""", "has an empty token"),
        ["white space"] = ("""[Event("a b")] public sealed record Wrong;""", "has white space"),
        ["control character"] = ("""[Event("a\u0001")] public sealed record Wrong;""", "has white space or control"),
        ["star"] = ("""[Event("a.*")] public sealed record Wrong;""", "has a wildcard"),
        ["arrow"] = ("""[Event("a.>")] public sealed record Wrong;""", "has a wildcard"),

        // The event that a handler takes.
        ["no parameter"] = (Method("public void Wrong() { }"), "takes no event"),
        ["no event"] = (Method("public void Wrong(Guid id) { }"), "takes no event"),
        ["event is not first"] = (Method("public void Wrong(CancellationToken token, Placed placed) { }"), "takes no event"),
        ["nullable struct event"] = (Method("public void Wrong(Billed? billed) { }"), "takes no event"),
        ["ref event"] = (Method("public void Wrong(ref Placed placed) { }"), "by a reference"),
        ["out event"] = (Method("public void Wrong(out Placed placed) => placed = new(1);"), "by a reference"),
        ["ref readonly event"] = (Method("public void Wrong(ref readonly Placed placed) { }"), "by a reference"),
        ["in on a task"] = (Method("public Task Wrong(in Placed placed) => Task.CompletedTask;"), "takes its event by 'in'"),
        ["in on a value task"] = (Method("public ValueTask<Billed> Wrong(in Placed placed) => default;"), "takes its event by 'in'"),
        ["in on a stream"] = (Method("public IAsyncEnumerable<Billed> Wrong(in Placed placed) => null!;"), "takes its event by 'in'"),
        ["two events"] = (Method("public void Wrong(Placed placed, Billed billed) { }"), "takes a second event"),

        // The other parameters.
        ["two contexts"] = (Method("public void Wrong(Placed p, EventContext a, EventContext<Placed> b) { }"), "more than one context"),
        ["two tokens"] = (
            Method("public void Wrong(Placed p, CancellationToken a, CancellationToken b) { }"), "more than one cancellation token"),
        ["context of another event"] = (Method("public void Wrong(Placed p, EventContext<Billed> c) { }"), "context of another event"),
        ["context by reference"] = (Method("public void Wrong(Placed p, in EventContext c) { }"), "by reference"),
        ["service by reference"] = (Method("public void Wrong(Placed p, ref ILedger l) { }"), "cannot come by reference"),
        ["value as a service"] = (Method("public void Wrong(Placed p, int count) { }"), "is no service"),
        ["span as a service"] = (Method("public void Wrong(Placed p, ReadOnlySpan<byte> bytes) { }"), "is no service"),
        ["dynamic service"] = (Method("public void Wrong(Placed p, dynamic service) { }"), "is no service"),
        ["default of a service"] = (Method("public void Wrong(Placed p, string name = \"x\") { }"), "has a default that is not null"),

        // Results.
        ["result is no event"] = (Method("public int Wrong(Placed p) => 1;"), "returns 'int'"),
        ["task of no event"] = (Method("public Task<string> Wrong(Placed p) => null!;"), "returns"),
        ["nullable task"] = (Method("public Task? Wrong(Placed p) => null;"), "returns"),
        ["nullable task of an event"] = (Method("public Task<Billed>? Wrong(Placed p) => null;"), "returns"),
        ["list"] = (Method("public List<Billed> Wrong(Placed p) => [];"), "returns"),
        ["task of many"] = (Method("public Task<IEnumerable<Billed>> Wrong(Placed p) => null!;"), "returns"),
        ["nullable structs"] = (Method("public IEnumerable<Billed?> Wrong(Placed p) => [];"), "returns"),
        ["by reference"] = (Method("public ref Billed Wrong(Placed p) => ref _b; private static Billed _b;"), "returns by reference"),
        ["async void"] = (Method("public async void Wrong(Placed p) => await Task.Yield();"), "is 'async void'"),

        // The method itself.
        ["generic method"] = (Method("public void Wrong<T>(Placed p) { }"), "is generic"),
        ["private method"] = (Method("private void Wrong(Placed p) { }"), "is not accessible"),
        ["protected method"] = (Handlers("public class Handlers", "protected void Wrong(Placed p) { }"), "is not accessible"),
        ["method in a private class"] = (
            $"public class Outer {{ private sealed {Handlers("class Handlers", "public void Wrong(Placed p) { }")} }}", "is not accessible"),
        ["method in a file-local class"] = (Handlers("file sealed class Handlers", "public void Wrong(Placed p) { }"), "is not accessible"),
        ["forbidden method"] = (Method("[Obsolete(\"No\", true)] public void Wrong(Placed p) { }"), "is obsolete"),
        ["local function"] = (
            "public static class Outer { public static void M() { [Handler] void Wrong(Placed p) { } Wrong(new(1)); } }", "is no ordinary method"),
        ["operator"] = (
            Handlers("public sealed class Wrong", "public static Wrong operator +(Wrong a, Placed p) => a;"), "is no ordinary method"),
        ["explicit implementation"] = (
            Handlers("public sealed class Handlers : IBill", "void IBill.Wrong(Placed p) { }") + " public interface IBill { void Wrong(Placed p); }",
            "is no ordinary method"),

        // Batches.
        ["batch of no event"] = (Method("public void Wrong(IReadOnlyList<string> all) { }"), "takes no event, but a list"),
        ["batch as a list"] = (Method("public void Wrong(List<Placed> all) { }"), "an IReadOnlyList of one"),
        ["batch of nullable structs"] = (Method("public void Wrong(IReadOnlyList<Billed?> all) { }"), "takes no event"),
        ["batch by in"] = (Method("public void Wrong(in IReadOnlyList<Placed> all) { }"), "takes its batch by reference"),
        ["batch with a result"] = (Method("public Billed Wrong(IReadOnlyList<Placed> all) => default;"), "takes batches and returns"),
        ["batch with a task of a result"] = (
            Method("public Task<Billed> Wrong(IReadOnlyList<Placed> all) => null!;"), "Return nothing, Task or ValueTask"),
        ["batch with no event as a result"] = (Method("public int Wrong(IReadOnlyList<Placed> all) => 1;"), "takes batches and returns 'int'"),
        ["batch with a single context"] = (
            Method("public void Wrong(IReadOnlyList<Placed> all, EventContext<Placed> c) { }"), "context of a single event"),
        ["batch with a context of batches"] = (
            Method("public void Wrong(IReadOnlyList<Placed> all, EventContext<IReadOnlyList<Placed>> c) { }"), "context of a single event"),
        ["bound without a batch"] = (Marked("MaxBatch = 5"), "takes single events, but has 'MaxBatch'"),
        ["linger without a batch"] = (Marked("LingerMilliseconds = 5"), "takes single events, but has 'MaxBatch'"),
        ["negative bound"] = (Batched("MaxBatch = -1"), "has a negative bound"),
        ["negative linger"] = (Batched("MaxBatch = 5, LingerMilliseconds = -1"), "has a negative time to linger"),

        // Options.
        ["empty name"] = (Marked("Name = \"\""), "has an empty name"),
        ["blank name"] = (Marked("Name = \" \""), "has an empty name"),
        ["empty group"] = (Marked("Group = \"\""), "has an empty group"),
        ["negative capacity"] = (Marked("Capacity = -1"), "has a negative capacity"),
        ["unknown full mode"] = (Marked("FullMode = (FullMode)7"), "has no known full mode"),
        ["no concurrency"] = (Marked("Concurrency = 0"), "has a concurrency of 0"),
        ["negative concurrency"] = (Marked("Concurrency = -1"), "has a concurrency of -1"),
        ["negative attempts"] = (Marked("Attempts = -1"), "has a negative number of attempts"),
        ["unknown lifetime"] = ("[HandlerClass((HandlerLifetime)7)] " + Method("public void Wrong(Placed p) { }"), "has no known lifetime"),

        // The class.
        ["abstract class"] = (Handlers("public abstract class Handlers", "public void Wrong(Placed p) { }"), "cannot be made"),
        ["struct"] = (Handlers("public struct Handlers", "public void Wrong(Placed p) { }"), "cannot be made"),
        ["interface"] = (Handlers("public interface IHandlers", "void Wrong(Placed p);"), "cannot be made"),
        ["static abstract"] = (Handlers("public interface IHandlers", "static abstract void Wrong(Placed p);"), "is static and abstract"),
        ["private constructor"] = (Class("{ private Handlers() { }"), "no accessible constructor"),
        ["two constructors"] = (Class("{ public Handlers() { } public Handlers(ILedger l) { }"), "several constructors"),
        ["value in a constructor"] = (Class("(int count) { public int Count => count;"), "is no service"),
        ["required member"] = (Class("{ public required string Name { get; init; }"), "required members"),
        ["inherited, no event"] = (Base + "public sealed class Wrong : Base<string>;", "takes no event"),
        ["inherited, abstract"] = (Base + "public abstract class Wrong : Base<Placed>;", "cannot be made"),
        ["inherited by an alias"] = (Base + "public sealed class Wrong : Alias;", "by an alias"),
    };

    public static TheoryData<string> Names => [.. _all.Keys];

    public static string SourceOf(string name)
    {
        var alias = name == "inherited by an alias" ? "global using Alias = Shop.Base<Shop.Placed>;\n" : string.Empty;
        return alias + Prelude + _all[name].Source;
    }

    public static string ProblemOf(string name) => _all[name].Problem;

    private static string Method(string method) => Handlers("public sealed class Handlers", method);

    private static string Handlers(string declaration, string method) => $"{declaration} {{ [Handler] {method} }}";

    private static string Class(string members) =>
        $"public sealed class Handlers {members} [Handler] public void Wrong(Placed p) {{ }} }}";

    private static string Batched(string options) =>
        $"public sealed class Handlers {{ [Handler({options})] public void Wrong(IReadOnlyList<Placed> all) {{ }} }}";

    private static string Marked(string options) =>
        $"public sealed class Handlers {{ [Handler({options})] public void Wrong(Placed p) {{ }} }}";
}
