namespace TypedBus.Tests;

/// <summary>Every way to write an order key that no event can have: a part of <see cref="IllegalShapes"/>.</summary>
internal static class IllegalOrderKeys
{
    public static Dictionary<string, (string Source, string Problem, string Rule)> All { get; } = new()
    {
        ["two order keys"] = (
            Event("{ [OrderKey] public int A { get; set; } [OrderKey] public int B { get; set; } }"), "has two order keys, 'A' and 'B'", "TB1006"),
        ["own and inherited order key"] = (
            Event(": Base { [OrderKey] public int B; } public abstract record Base { [OrderKey] public int A; }"), "has two order keys, 'B' and 'A'", "TB1006"),
        ["static order key"] = (Event("{ [OrderKey] public static int Key => 1; }"), "'Key', that is static", "TB1005"),
        ["constant order key"] = (Event("{ [OrderKey] public const int Key = 1; }"), "'Key', that is static", "TB1005"),
        ["write-only order key"] = (Event("{ [OrderKey] public int Key { set { } } }"), "cannot be read", "TB1005"),
        ["indexer as an order key"] = (
            Event("{ [OrderKey] public int this[int index] => 1; public int this[string text] => 1; }"), "is an indexer", "TB1005"),
        ["private order key"] = (Event("{ [OrderKey] private int Key { get; set; } }"), "'Key', that is not accessible", "TB1005"),
        ["protected order key"] = (
            "[Event(\"wrong\")] public class Wrong { [OrderKey] protected int Key; }", "'Key', that is not accessible", "TB1005"),
        ["private getter"] = (Event("{ [OrderKey] public int Key { private get; set; } }"), "'Key', that is not accessible", "TB1005"),
        ["inherited protected order key"] = (
            Event(": Base; public abstract record Base { [OrderKey] protected int Key { get; set; } }"), "'Key', that is not accessible", "TB1005"),
        ["explicitly implemented order key"] = (
            Event(": IKeyed { [OrderKey] int IKeyed.Key => 1; } public interface IKeyed { int Key { get; } }"), "is not accessible", "TB1005"),
        ["forbidden order key"] = (Event("{ [OrderKey, Obsolete(\"No\", true)] public int Key { get; set; } }"), "is obsolete", "TB1005"),
        ["field behind a property"] = (Event("([field: OrderKey] int Key);"), "'Key', that is a field made by the compiler", "TB1005"),
        ["array"] = (KeyOf("int[]"), "has no hash of its value", "TB1005"),
        ["delegate"] = (KeyOf("Action"), "has no hash of its value", "TB1005"),
        ["interface as an order key"] = (KeyOf("ILedger"), "has no hash of its value", "TB1005"),
        ["object"] = (KeyOf("object"), "has no hash of its value", "TB1005"),
        ["dynamic"] = (KeyOf("dynamic"), "has no hash of its value", "TB1005"),
        ["class of identity"] = (
            KeyOf("List<int>"), "is of 'System.Collections.Generic.List<int>', which has no hash of its value", "TB1005"),
        ["class with Equals alone"] = (
            KeyOf("Same") + " public class Same : IEquatable<Same> { public bool Equals(Same? other) => true; }", "has no hash of its value", "TB1005"),
        ["class with another hash"] = (
            KeyOf("Hiding") + " public class Hiding { public new string GetHashCode() => string.Empty; }", "has no hash of its value", "TB1005"),
        ["forbidden hash"] = (KeyOf("HashCode"), "has no hash of its value", "TB1005"),
        ["struct without a hash"] = (KeyOf("Plain") + " public struct Plain { public int A; }", "has no hash of its value", "TB1005"),
        ["nullable struct without a hash"] = (
            KeyOf("Plain?") + " public struct Plain { public int A; }", "has no hash of its value", "TB1005"),
        ["ref struct as an order key"] = (
            Event("{ [OrderKey] public ReadOnlySpan<char> Key => default; }"), "has no hash of its value", "TB1005"),
        ["pointer"] = (Event("{ [OrderKey] public unsafe int* Key => null; }"), "has no hash of its value", "TB1005"),
        ["parameter of another constructor"] = (
            Event("(int Id) { public Wrong([OrderKey] string key) : this(1) { } }"), "'key', that is no parameter", "TB1005"),
        ["parameter of a class"] = (
            "[Event(\"wrong\")] public sealed class Wrong([OrderKey] int key) { public int Key => key; }", "'key', that is no parameter", "TB1005"),
        ["parameter of an event's method"] = (Event("{ public void M([OrderKey] int key) { } }"), "'key', that is no parameter", "TB1005"),
        ["parameter of an event's indexer"] = (
            Event("{ public int this[[OrderKey] int key] => 1; }"), "'key', that is no parameter", "TB1005"),
        ["order key of a record that is no event"] = (
            "public record Order([OrderKey] int Wrong);", "'Shop.Order.Wrong' is a member of a type that is no event", "TB1007"),
        ["order key of a struct that is no event"] = (
            "public struct Order { [OrderKey] public int Wrong; }", "is a member of a type that is no event", "TB1007"),
        ["order key of an interface"] = (
            "public interface IOrder { [OrderKey] int Wrong { get; } }", "is a member of a type that is no event", "TB1007"),
        ["order key of an enum"] = ("public enum Kind { [OrderKey] Wrong }", "is a member of a type that is no event", "TB1007"),
        ["parameter of a method"] = ("public class Order { public void M([OrderKey] int Wrong) { } }", "'Wrong' is no parameter", "TB1007"),
        ["parameter of an indexer"] = (
            "public class Order { public int this[[OrderKey] int Wrong] => 1; }", "'Wrong' is no parameter", "TB1007"),
        ["parameter of a delegate"] = ("public delegate void Order([OrderKey] int Wrong);", "'Wrong' is no parameter", "TB1007"),
        ["parameter of a lambda"] = (
            Event(string.Empty).Replace("Wrong", "Right") + " { public readonly Action<int> A = ([OrderKey] int Wrong) => { }; }",
            "'Wrong' is no parameter",
            "TB1007"),
    };

    private static string Event(string members) => $"[Event(\"wrong\")] public sealed record Wrong {members}";

    private static string KeyOf(string type) => Event($"([property: OrderKey] {type} Key);");
}
