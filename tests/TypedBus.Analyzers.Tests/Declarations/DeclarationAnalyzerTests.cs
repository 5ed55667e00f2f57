using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Declarations;

/// <summary>What is legal brings nothing, what is not finished is the compiler's, and what is illegal is told once, in full.</summary>
public sealed class DeclarationAnalyzerTests
{
    private const string Prelude = """
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

    [Theory]
    [InlineData("public void M(Placed p) { }")]
    [InlineData("public void M(in Billed b) { }")]
    [InlineData("public Billed M(in Placed p) => default;")]
    [InlineData("public Billed? M(in Placed p) => null;")]
    [InlineData("public IEnumerable<Billed> M(in Placed p) => [];")]
    [InlineData("public IAsyncEnumerable<Billed> M(Placed p) => null!;")]
    [InlineData("public Task<Placed?> M(Billed b) => null!;")]
    [InlineData("public ValueTask<Billed?> M(Placed p, CancellationToken t, EventContext<Placed> c, ILedger l, IServiceProvider s) => default;")]
    [InlineData("public async Task M(Placed p, EventContext c, ILedger? l = null) => await Task.Yield();")]
    [InlineData("internal static void M(Placed p, Action a, ILedger[] all) { }")]
    [InlineData("protected internal void M(Placed p) { }")]
    [InlineData("public void M(IReadOnlyList<Billed> all) { }")]
    [InlineData("public Task M(IReadOnlyList<Placed?> all, EventContext c) => Task.CompletedTask;")]
    [InlineData("public static async ValueTask M(IReadOnlyList<Placed> all, CancellationToken t, ILedger l) => await Task.Yield();")]
    public void LegalHandler_DoesNotTrigger(string method) =>
        AssertNothing($"public sealed class Handlers(ILedger ledger) {{ public object L => ledger; [Handler] {method} }}");

    [Theory]
    [InlineData("public struct Handlers { [Handler] public static void M(Placed p) { } }")]
    [InlineData("public interface IHandlers { [Handler] static void M(Placed p) { } }")]
    [InlineData("public abstract class Handlers { [Handler] public static void M(Placed p) { } }")]
    [InlineData("public static class Handlers { [Handler] public static void M(Placed p) { } }")]
    [InlineData("public abstract class Base<T> { [Handler] public abstract void M(T t); }")]
    [InlineData("public class Base<T> { [Handler] private void M(string t) { } }")]
    [InlineData("public abstract class Base<T> { [Handler] public void M(T t) { } } public sealed class D : Base<Placed>;")]
    [InlineData("public class Handlers { private Handlers() { } internal Handlers(ILedger l) { } [Handler] public void M(Placed p) { } }")]
    [InlineData("public record Handlers(ILedger L) { [Handler] public void M(Placed p) { } }")]
    [InlineData("public sealed class Handlers { public void M(int i) { } }")]
    [InlineData("[Event(\"a-b.C_1.é\")] internal sealed record Odd;")]
    [InlineData("public class Handlers { [Handler(Concurrency = 4)] public void M(Placed p) { } }")]
    [InlineData("[Obsolete] public sealed class Handlers { [Handler, Obsolete(\"Soon\")] public void M(Placed p) { } }")]
    public void LegalType_DoesNotTrigger(string type) => AssertNothing(type);

    [Theory]
    [InlineData("[Event(\"a\")] public record A([OrderKey] string? Key);")]
    [InlineData("[Event(\"a\")] public record A([property: OrderKey] Guid? Key);")]
    [InlineData("[Event(\"a\")] public readonly struct A { [OrderKey] public (int, string) Key { get; init; } }")]
    [InlineData("[Event(\"a\")] public class A { [OrderKey] internal DayOfWeek Key; }")]
    [InlineData("public abstract record Base([OrderKey] int Key); [Event(\"a\")] public record A(int Key) : Base(Key);")]
    [InlineData("public abstract class Unused { [OrderKey] public int Key { get; set; } }")]
    [InlineData("[Event(\"a\")] public record A([OrderKey] int Key); [Event(\"b\")] public record B(int Key) : A(Key);")]
    public void LegalOrderKey_DoesNotTrigger(string type) => AssertNothing(type);

    [Theory]
    [InlineData("[Event(\"a.{Key}.b\")] public record A(string? Key);")]
    [InlineData("[Event(\"{Key}\")] public struct A { internal Guid? Key; }")]
    [InlineData("[Event(\"{A}.{B}.{A}\")] public class Pair { public bool A { get; set; } public DayOfWeek? B { get; set; } }")]
    [InlineData("[Event(\"a.{Key}\")] public record A(UInt128 Key);")]
    [InlineData("[Event(\"a.{Key}\")] public record A(char Key);")]
    [InlineData("[Event(\"a.{Key}\")] public record A(nint Key);")]
    [InlineData("[Event(\"a.{Key}\")] public record A(EventId Key);")]
    [InlineData("[Event(\"a.{Key}\")] public record A(string Key) : Base(Key); public abstract record Base(string Key);")]
    [InlineData("[Event(\"a.{int}\")] public record A(int @int);")]
    public void LegalPlaceholder_DoesNotTrigger(string type) => AssertNothing(type);

    [Theory]
    [InlineData("[Handler(Subject = \"placed\")] public void M(Placed p) { }")]
    [InlineData("[Handler(Subject = \"*\")] public void M(Placed p) { }")]
    [InlineData("[Handler(Subject = \">\")] public void M(Placed p) { }")]
    [InlineData("[Handler(Subject = \"moved.eu\")] public void M(Moved m) { }")]
    [InlineData("[Handler(Subject = \"moved.*\")] public void M(in Moved m) { }")]
    [InlineData("[Handler(Subject = \"moved.>\")] public void M(IEvent m, EventContext c) { }")]
    [InlineData("[Handler(Subject = \"nobody.knows\")] public void M(object m) { }")]
    [InlineData("[Handler] public void M(in IEvent? e, EventContext<IEvent> c, CancellationToken t, ILedger l) { }")]
    [InlineData("[Handler] public Task<Billed?> M(Abstract e) => null!;")]
    [InlineData("[Handler] public void M(IBox<string?> e) { }")]
    [InlineData("[Handler] public void M(ValueType e) { }")]
    public void LegalFilterOrBase_DoesNotTrigger(string method) => AssertNothing($$"""
        [Event("moved.{To}")] public sealed record Moved(string To) : IEvent;
        public interface IEvent;
        public interface IBox<T>;
        public abstract class Abstract;
        public sealed class Handlers { {{method}} }
        """);

    [Theory]
    [InlineData("public sealed class Handlers { [Handler] public void M(Missing m) { } }")]
    [InlineData("public sealed class Handlers { [Handler] public Missing M(Placed p) => null; }")]
    [InlineData("public sealed class Handlers { [Handler] public Task<Missing> M(Placed p) => null; }")]
    [InlineData("public sealed class Handlers(Missing m) { [Handler] public void M(Placed p) { } }")]
    [InlineData("public sealed class Handlers { [Handler] public void M(Placed p, Missing<Placed> m) { } }")]
    [InlineData("public sealed class Handlers : Missing<Placed>;")]
    [InlineData("[Event] public sealed record Unfinished;")]
    [InlineData("[Event(Missing.Subject)] public sealed record Unfinished;")]
    [InlineData("[Event(\"a\")] public interface IUnfinished;")]
    [InlineData("[Event(\"a\")] public record Unfinished([OrderKey] Missing Key);")]
    [InlineData("[Event(\"{Key}\")] public record Unfinished(Missing Key);")]
    [InlineData("[Event(\"{Id}.{Key}\")] public record Unfinished(int Id, List<Missing> Key);")]
    [InlineData("public sealed class Handlers { [Handler] public void M(IEnumerable<Missing> m) { } }")]
    [InlineData("[Event(\"a\")] public record Unfinished([OrderKey] List<Missing> Key);")]
    [InlineData("[Event(\"a\")] public record Unfinished([OrderKey] int);")]
    [InlineData("[Event(\"a\")] public record Unfinished { [OrderKey] }")]
    [InlineData("[Event(\"a\")] public record Unfinished { [OrderKey] public int Key; [OrderKey] public int Key; }")]
    [InlineData("[Event(\"a\")] public record Unfinished([OrderKey, OrderKey] int Key);")]
    public void UnfinishedCode_IsLeftToTheCompiler(string type) => AssertNothing(type);

    [Fact]
    public void IllegalEvent_IsReportedOnce_WhereItIsDeclared()
    {
        var diagnostic = Assert.Single(Run(
            Prelude + """
                [Event("")] public sealed record Wrong;
                public sealed class Handlers { [Handler] public Wrong M(Wrong w) => w; [Handler] public Task<Wrong> N(Placed w) => null!; }
                """));

        Assert.StartsWith("Event 'Shop.Wrong'", diagnostic.GetMessage());
    }

    [Fact]
    public void Message_NamesTheMethod_TheProblem_AndTheRemedy()
    {
        var diagnostic = Assert.Single(Run(
            Prelude + "public sealed class Billing { [Handler] public void Bill() { } }"));

        Assert.Equal(
            "Handler 'Shop.Billing.Bill' takes no event. Make its first parameter a type marked [Event], an IReadOnlyList of one, or an "
            + "interface or abstract class that events have.",
            diagnostic.GetMessage());
        Assert.Equal("docs/rules/TB2001.md", diagnostic.Descriptor.HelpLinkUri);
    }

    [Fact]
    public void MessageOfAnOrderKey_NamesTheEvent_TheMember_TheProblem_AndTheRemedy() => Assert.Equal(
        "Event 'Shop.Shipped' has an order key, 'Order', that is of 'byte[]', which has no hash of its value. "
        + "Mark a string, a number, an enum, a record, or another type that overrides Equals and GetHashCode.",
        Assert.Single(Run(
            Prelude + """
                [Event("shipped")] public sealed record Shipped([OrderKey] byte[] Order);
                public sealed class Handlers { [Handler] public Shipped? M(Shipped s) => null; }
                """)).GetMessage());

    [Theory]
    [InlineData("public partial class Order { [OrderKey] public partial int Wrong { get; } } partial class Order { public partial int Wrong => 1; }")]
    [InlineData("public partial class Order { partial void M([OrderKey] int Wrong); } partial class Order { partial void M(int Wrong) { } }")]
    [InlineData("public class Order { public void M() { void Local([OrderKey] int Wrong) { } Local(1); } }")]
    [InlineData("public class Order { public Order([OrderKey] int Wrong) { } }")]
    [InlineData("public static class Order { [OrderKey] public static int Wrong => 1; }")]
    [InlineData("public static class Order { extension([OrderKey] int Wrong) { public void M() { } } }")]
    public void MisplacedOrderKey_IsReportedOnce(string type) =>
        Assert.Equal("Wrong", TextAt(Assert.Single(Run(Prelude + type))));

    [Fact]
    public void AttributesOfAnotherLibrary_DoNotTrigger() => Assert.Empty(RunWithoutLibrary(
        """
        [Handler] file sealed class HandlerAttribute : System.Attribute;
        file sealed class OrderKeyAttribute : System.Attribute;
        public sealed class Handlers { [Handler] public void M() { } [OrderKey] public int Key => 1; }
        """));

    [Fact]
    public void Lambda_Triggers()
    {
        var source = Prelude + "public static class Outer { public static Action<Placed> A = [Handler] (Placed p) => { }; }";

        Assert.Contains("is no ordinary method", Assert.Single(Run(source)).GetMessage());
    }

    [Fact]
    public void Accessor_Triggers()
    {
        var source = Prelude + "public sealed class Handlers { public int Value { [Handler] get => 1; } }";

        Assert.Contains("is no ordinary method", Assert.Single(Run(source)).GetMessage());
    }

    private static ImmutableArray<Diagnostic> Run(string source) => Run(TestSources.Compile(source));

    private static ImmutableArray<Diagnostic> RunWithoutLibrary(string source) =>
        Run(TestSources.Compile(source).WithReferences(Net100.References.All));

    private static ImmutableArray<Diagnostic> Run(Compilation compilation) =>
        compilation.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    // Legal is what brings no error: the advice of other rules is tested beside them.
    private static void AssertNothing(string source) =>
        Assert.DoesNotContain(Run(Prelude + source), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
