namespace TypedBus.Tests;

/// <summary>
/// Every way to write an event, an order key, a subject or a handler that the bus cannot serve, for two tests of each: the generator leaves
/// it out, and one rule says so, once. What is wrong is named 'Wrong'.
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

    private static readonly Dictionary<string, (string Source, string Problem, string Rule)> _all = new(IllegalOrderKeys.All.Concat(IllegalSubjects.All))
    {
        // Events.
        ["generic event"] = ("""[Event("wrong")] public sealed record Wrong<T>(T Value);""", "is generic", "TB1001"),
        ["event in a generic type"] = (
            """public static class Outer<T> { [Event("wrong")] public sealed record Wrong; }""", "is generic", "TB1001"),
        ["static event"] = ("""[Event("wrong")] public static class Wrong;""", "is static", "TB1001"),
        ["ref struct"] = ("""[Event("wrong")] public ref struct Wrong;""", "is a ref struct", "TB1001"),
        ["private event"] = (
            """public static class Outer { [Event("wrong")] private sealed record Wrong; }""", "is not accessible", "TB1002"),
        ["protected event"] = ("""public class Outer { [Event("wrong")] protected sealed record Wrong; }""", "is not accessible", "TB1002"),
        ["file-local event"] = ("""[Event("wrong")] file sealed record Wrong;""", "is not accessible", "TB1002"),
        ["forbidden event"] = ("""[Event("wrong"), Obsolete("No", error: true)] public sealed record Wrong;""", "is obsolete", "TB1002"),
        ["no subject"] = ("""[Event(null!)] public sealed record Wrong;""", "is empty", "TB1003"),
        ["empty subject"] = ("""[Event("")] public sealed record Wrong;""", "is empty", "TB1003"),
        ["empty token"] = ("""[Event("a..b")] public sealed record Wrong;""", "has an empty token", "TB1003"),
        ["dot at the end"] = ("""[Event("a.")] public sealed record Wrong;""", "has an empty token", "TB1003"),
        ["white space"] = ("""[Event("a b")] public sealed record Wrong;""", "has white space", "TB1003"),
        ["control character"] = ("""[Event("a\u0001")] public sealed record Wrong;""", "has white space or control", "TB1003"),
        ["star"] = ("""[Event("a.*")] public sealed record Wrong;""", "has a wildcard", "TB1003"),
        ["version of nought"] = ("""[Event("a", Version = 0)] public sealed record Wrong;""", "has the version 0", "TB1014"),
        ["arrow"] = ("""[Event("a.>")] public sealed record Wrong;""", "has a wildcard", "TB1003"),

        // Upcasters.
        ["upcaster of an instance"] = (Upcast("public V2 Wrong(V1 old) => new(1);"), "is no static method", "TB4020"),
        ["generic upcaster"] = (Upcast("public static V2 Wrong<T>(V1 old) => new(1);"), "is generic", "TB4020"),
        ["private upcaster"] = (Upcast("private static V2 Wrong(V1 old) => new(1);"), "is not accessible", "TB4020"),
        ["upcaster of nothing"] = (Upcast("public static V2 Wrong() => new(1);"), "does not make one event", "TB4020"),
        ["upcaster of two"] = (Upcast("public static V2 Wrong(V1 old, int more) => new(1);"), "does not make one event", "TB4020"),
        ["upcaster of no event"] = (Upcast("public static V2 Wrong(string old) => new(1);"), "does not make one event", "TB4020"),
        ["upcaster to a task"] = (Upcast("public static Task<V2> Wrong(V1 old) => Task.FromResult(new V2(1));"), "does not make one event", "TB4020"),
        ["upcaster to nothing"] = (Upcast("public static void Wrong(V1 old) { }"), "does not make one event", "TB4020"),
        ["upcaster by ref"] = (Upcast("public static V2 Wrong(ref V1 old) => new(1);"), "does not make one event", "TB4020"),
        ["upcaster in a function"] = (
            """
            [Event("v")] public sealed record V1(int Id);
            [Event("v", Version = 2)] public sealed record V2(int Id);
            public static class C { public static void M() { Wrong(new(1)); [Upcast] static V2 Wrong(V1 old) => new(1); } }
            """,
            "is no static method",
            "TB4020"),
        ["upcaster to another subject"] = (Upcast("public static Placed Wrong(V1 old) => new(1);"), "leads from subject 'v' to 'placed'", "TB4021"),
        ["upcaster over two versions"] = (Upcast("public static V3 Wrong(V1 old) => new(1);"), "to version 3", "TB4021"),
        ["upcaster downwards"] = (Upcast("public static V1 Wrong(V2 old) => new(1);"), "to version 1", "TB4021"),
        ["upcaster in a circle"] = (Upcast("public static V2 Wrong(V2 old) => old;"), "to version 2", "TB4021"),

        // The event that a handler takes.
        ["no parameter"] = (Method("public void Wrong() { }"), "takes no event", "TB2001"),
        ["no event"] = (Method("public void Wrong(Guid id) { }"), "takes no event", "TB2001"),
        ["event is not first"] = (Method("public void Wrong(CancellationToken token, Placed placed) { }"), "takes no event", "TB2001"),
        ["nullable struct event"] = (Method("public void Wrong(Billed? billed) { }"), "takes no event", "TB2001"),
        ["ref event"] = (Method("public void Wrong(ref Placed placed) { }"), "by a reference", "TB2003"),
        ["out event"] = (Method("public void Wrong(out Placed placed) => placed = new(1);"), "by a reference", "TB2003"),
        ["ref readonly event"] = (Method("public void Wrong(ref readonly Placed placed) { }"), "by a reference", "TB2003"),
        ["in on a task"] = (Method("public Task Wrong(in Placed placed) => Task.CompletedTask;"), "takes its event by 'in'", "TB2002"),
        ["in on a value task"] = (
            Method("public ValueTask<Billed> Wrong(in Placed placed) => default;"), "takes its event by 'in'", "TB2002"),
        ["in on a stream"] = (
            Method("public IAsyncEnumerable<Billed> Wrong(in Placed placed) => null!;"), "takes its event by 'in'", "TB2002"),
        ["two events"] = (Method("public void Wrong(Placed placed, Billed billed) { }"), "takes a second event", "TB2009"),

        // The other parameters.
        ["two contexts"] = (
            Method("public void Wrong(Placed p, EventContext a, EventContext<Placed> b) { }"), "more than one context", "TB2010"),
        ["two tokens"] = (
            Method("public void Wrong(Placed p, CancellationToken a, CancellationToken b) { }"), "more than one cancellation token", "TB2010"),
        ["context of another event"] = (
            Method("public void Wrong(Placed p, EventContext<Billed> c) { }"), "context of another event", "TB2011"),
        ["context by reference"] = (Method("public void Wrong(Placed p, in EventContext c) { }"), "by reference", "TB2010"),
        ["service by reference"] = (Method("public void Wrong(Placed p, ref ILedger l) { }"), "cannot come by reference", "TB2012"),
        ["value as a service"] = (Method("public void Wrong(Placed p, int count) { }"), "is no service", "TB2012"),
        ["span as a service"] = (Method("public void Wrong(Placed p, ReadOnlySpan<byte> bytes) { }"), "is no service", "TB2012"),
        ["dynamic service"] = (Method("public void Wrong(Placed p, dynamic service) { }"), "is no service", "TB2012"),
        ["default of a service"] = (
            Method("public void Wrong(Placed p, string name = \"x\") { }"), "has a default that is not null", "TB2012"),

        // Results.
        ["result is no event"] = (Method("public int Wrong(Placed p) => 1;"), "returns 'int'", "TB2004"),
        ["task of no event"] = (Method("public Task<string> Wrong(Placed p) => null!;"), "returns", "TB2004"),
        ["nullable task"] = (Method("public Task? Wrong(Placed p) => null;"), "returns", "TB2004"),
        ["nullable task of an event"] = (Method("public Task<Billed>? Wrong(Placed p) => null;"), "returns", "TB2004"),
        ["list"] = (Method("public List<Billed> Wrong(Placed p) => [];"), "returns", "TB2004"),
        ["task of many"] = (Method("public Task<IEnumerable<Billed>> Wrong(Placed p) => null!;"), "returns", "TB2004"),
        ["nullable structs"] = (Method("public IEnumerable<Billed?> Wrong(Placed p) => [];"), "returns", "TB2004"),
        ["by reference"] = (
            Method("public ref Billed Wrong(Placed p) => ref _b; private static Billed _b;"), "returns by reference", "TB2004"),
        ["async void"] = (Method("public async void Wrong(Placed p) => await Task.Yield();"), "is 'async void'", "TB2005"),

        // The method itself.
        ["generic method"] = (Method("public void Wrong<T>(Placed p) { }"), "is generic", "TB2007"),
        ["private method"] = (Method("private void Wrong(Placed p) { }"), "is not accessible", "TB2006"),
        ["protected method"] = (Handlers("public class Handlers", "protected void Wrong(Placed p) { }"), "is not accessible", "TB2006"),
        ["method in a private class"] = (
            $"public class Outer {{ private sealed {Handlers("class Handlers", "public void Wrong(Placed p) { }")} }}", "is not accessible", "TB2006"),
        ["method in a file-local class"] = (
            Handlers("file sealed class Handlers", "public void Wrong(Placed p) { }"), "is not accessible", "TB2006"),
        ["forbidden method"] = (Method("[Obsolete(\"No\", true)] public void Wrong(Placed p) { }"), "is obsolete", "TB2006"),
        ["local function"] = (
            "public static class Outer { public static void M() { [Handler] void Wrong(Placed p) { } Wrong(new(1)); } }", "is no ordinary method", "TB2008"),
        ["operator"] = (
            Handlers("public sealed class Wrong", "public static Wrong operator +(Wrong a, Placed p) => a;"), "is no ordinary method", "TB2008"),
        ["explicit implementation"] = (
            Handlers("public sealed class Handlers : IBill", "void IBill.Wrong(Placed p) { }") + " public interface IBill { void Wrong(Placed p); }",
            "is no ordinary method", "TB2008"),

        // Batches.
        ["batch of no event"] = (Method("public void Wrong(IReadOnlyList<string> all) { }"), "takes no event, but a list", "TB2001"),
        ["batch as a list"] = (Method("public void Wrong(List<Placed> all) { }"), "an IReadOnlyList of one", "TB2001"),
        ["batch of nullable structs"] = (Method("public void Wrong(IReadOnlyList<Billed?> all) { }"), "takes no event", "TB2001"),
        ["batch by in"] = (Method("public void Wrong(in IReadOnlyList<Placed> all) { }"), "takes its batch by reference", "TB2003"),
        ["batch with a result"] = (Method("public Billed Wrong(IReadOnlyList<Placed> all) => default;"), "takes batches and returns", "TB2004"),
        ["batch with a task of a result"] = (
            Method("public Task<Billed> Wrong(IReadOnlyList<Placed> all) => null!;"), "Return nothing, Task or ValueTask", "TB2004"),
        ["batch with no event as a result"] = (Method("public int Wrong(IReadOnlyList<Placed> all) => 1;"), "takes batches and returns 'int'", "TB2004"),
        ["batch with a single context"] = (
            Method("public void Wrong(IReadOnlyList<Placed> all, EventContext<Placed> c) { }"), "context of a single event", "TB2011"),
        ["batch with a context of batches"] = (
            Method("public void Wrong(IReadOnlyList<Placed> all, EventContext<IReadOnlyList<Placed>> c) { }"), "context of a single event", "TB2011"),
        ["bound without a batch"] = (Marked("MaxBatch = 5"), "takes single events, but has 'MaxBatch'", "TB2015"),
        ["linger without a batch"] = (Marked("LingerMilliseconds = 5"), "takes single events, but has 'MaxBatch'", "TB2015"),
        ["negative bound"] = (Batched("MaxBatch = -1"), "has a negative bound", "TB2015"),
        ["negative linger"] = (Batched("MaxBatch = 5, LingerMilliseconds = -1"), "has a negative time to linger", "TB2015"),

        // Options.
        ["empty name"] = (Marked("Name = \"\""), "has an empty name", "TB2015"),
        ["blank name"] = (Marked("Name = \" \""), "has an empty name", "TB2015"),
        ["empty group"] = (Marked("Group = \"\""), "has an empty group", "TB2015"),
        ["negative capacity"] = (Marked("Capacity = -1"), "has a negative capacity", "TB2015"),
        ["unknown full mode"] = (Marked("FullMode = (FullMode)7"), "has no known full mode", "TB2015"),
        ["no concurrency"] = (Marked("Concurrency = 0"), "has a concurrency of 0", "TB2015"),
        ["negative concurrency"] = (Marked("Concurrency = -1"), "has a concurrency of -1", "TB2015"),
        ["negative attempts"] = (Marked("Attempts = -1"), "has a negative number of attempts", "TB2015"),
        ["unknown lifetime"] = (
            "[HandlerClass((HandlerLifetime)7)] " + Method("public void Wrong(Placed p) { }"), "has no known lifetime", "TB2015"),

        // The class.
        ["abstract class"] = (Handlers("public abstract class Handlers", "public void Wrong(Placed p) { }"), "cannot be made", "TB2013"),
        ["struct"] = (Handlers("public struct Handlers", "public void Wrong(Placed p) { }"), "cannot be made", "TB2013"),
        ["interface"] = (Handlers("public interface IHandlers", "void Wrong(Placed p);"), "cannot be made", "TB2013"),
        ["static abstract"] = (
            Handlers("public interface IHandlers", "static abstract void Wrong(Placed p);"), "is static and abstract", "TB2008"),
        ["private constructor"] = (Class("{ private Handlers() { }"), "no accessible constructor", "TB2013"),
        ["two constructors"] = (Class("{ public Handlers() { } public Handlers(ILedger l) { }"), "several constructors", "TB2014"),
        ["value in a constructor"] = (Class("(int count) { public int Count => count;"), "is no service", "TB2012"),
        ["required member"] = (Class("{ public required string Name { get; init; }"), "required members", "TB2013"),
        ["inherited, no event"] = (Base + "public sealed class Wrong : Base<string>;", "takes no event", "TB2001"),
        ["inherited, abstract"] = (Base + "public abstract class Wrong : Base<Placed>;", "cannot be made", "TB2013"),
        ["inherited by an alias"] = (Base + "public sealed class Wrong : Alias;", "by an alias", "TB2018"),
    };

    public static TheoryData<string> Names => [.. _all.Keys];

    public static string SourceOf(string name)
    {
        var alias = name == "inherited by an alias" ? "global using Alias = Shop.Base<Shop.Placed>;\n" : string.Empty;
        return alias + Prelude + _all[name].Source;
    }

    /// <summary>Gets the one rule that speaks.</summary>
    public static string RuleOf(string name) => _all[name].Rule;

    public static string ProblemOf(string name) => _all[name].Problem;

    private static string Upcast(string method) => $$"""
        [Event("v")] public sealed record V1(int Id);
        [Event("v", Version = 2)] public sealed record V2(int Id);
        [Event("v", Version = 3)] public sealed record V3(int Id);
        public class Upcasts { [Upcast] {{method}} }
        """;

    private static string Method(string method) => Handlers("public sealed class Handlers", method);

    private static string Handlers(string declaration, string method) => $"{declaration} {{ [Handler] {method} }}";

    private static string Class(string members) =>
        $"public sealed class Handlers {members} [Handler] public void Wrong(Placed p) {{ }} }}";

    private static string Batched(string options) =>
        $"public sealed class Handlers {{ [Handler({options})] public void Wrong(IReadOnlyList<Placed> all) {{ }} }}";

    private static string Marked(string options) =>
        $"public sealed class Handlers {{ [Handler({options})] public void Wrong(Placed p) {{ }} }}";
}
