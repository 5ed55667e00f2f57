namespace TypedBus.Tests;

/// <summary>
/// Every way to write a legal event that cannot travel as bytes, for two tests of each: it has no serializer, and one rule says so, once. The
/// event is named 'Wrong'.
/// </summary>
internal static class IllegalBytes
{
    private const string Prelude = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.IO;
        using MessagePack;
        using TypedBus;

        namespace Shop;

        [Event("right")] public sealed record Right(int Id);

        """;

    public static Dictionary<string, (string Source, string Problem, string Rule)> All { get; } = new()
    {
        // Types.
        ["object"] = (MemberOf("object"), "'Value' of 'Shop.Wrong' is of 'object', which has no form as bytes", "TB4001"),
        ["dynamic"] = (MemberOf("dynamic"), "has no form as bytes", "TB4001"),
        ["delegate"] = (MemberOf("Action"), "has no form as bytes", "TB4001"),
        ["stream"] = (MemberOf("Stream"), "is of 'System.IO.Stream', which has no form as bytes", "TB4001"),
        ["type of the framework"] = (MemberOf("Int128"), "has no form as bytes", "TB4001"),
        ["two dimensions"] = (MemberOf("int[,]"), "has no form as bytes", "TB4001"),
        ["element"] = (MemberOf("List<Stream>"), "is of 'System.IO.Stream', which", "TB4001"),
        ["key of a dictionary"] = (MemberOf("Dictionary<Stream, int>"), "is of 'System.IO.Stream', which", "TB4001"),
        ["member of a member"] = (
            MemberOf("Line") + " public record Line(Stream Text);", "'Text' of 'Shop.Line' is of 'System.IO.Stream', which", "TB4001"),
        ["tuple of eight"] = (MemberOf("(int, int, int, int, int, int, int, int)"), "has no form as bytes", "TB4001"),
        ["own collection"] = (
            MemberOf("Own") + " public class Own : List<int>;", "is of 'Shop.Own', which is a collection of its own making", "TB4001"),
        ["type that grows with itself"] = (
            MemberOf("Grows<int>") + " public record Grows<T>(Grows<List<T>>? Next);", "is made of more than 500 types", "TB4001"),
        ["formatter of its own"] = (
            "[Event(\"wrong\")] public record Wrong([property: MessagePackFormatter(typeof(int))] int Value);", "has a formatter of its own", "TB4003"),
        ["called back"] = (
            "[Event(\"wrong\")] public record Wrong(int Id) : IMessagePackSerializationCallbackReceiver "
                + "{ public void OnBeforeSerialize() { } public void OnAfterDeserialize() { } }",
            "wants to be called back",
            "TB4001"),

        // Unions.
        ["interface"] = (MemberOf("IPart") + " public interface IPart;", "is of 'Shop.IPart', which is abstract. Mark it [Union]", "TB4002"),
        ["abstract event"] = ("[Event(\"wrong\")] public abstract record Wrong(int Id);", "which is abstract. Mark it [Union]", "TB4002"),
        ["two numbers of a union"] = (
            MemberOf("IPart") + " [Union(0, typeof(A)), Union(0, typeof(B))] public interface IPart; public record A : IPart; public record B : IPart;",
            "has two [Union] of 0",
            "TB4002"),
        ["one type twice in a union"] = (
            MemberOf("IPart") + " [Union(0, typeof(A)), Union(1, typeof(A))] public interface IPart; public record A : IPart;",
            "has two [Union] of 'Shop.A'",
            "TB4002"),
        ["stranger in a union"] = (
            MemberOf("IPart") + " [Union(0, typeof(Right))] public interface IPart;", "'Shop.Right', which is none of its types", "TB4002"),
        ["abstract type in a union"] = (
            MemberOf("IPart") + " [Union(0, typeof(A))] public interface IPart; public abstract record A : IPart;", "names no type that can be made", "TB4002"),

        // Keys.
        ["key that is a text"] = (
            "[Event(\"wrong\")] public record Wrong([property: Key(\"id\")] int Id);", "'Id' of 'Shop.Wrong' has a key that is a text", "TB4003"),
        ["negative key"] = ("[Event(\"wrong\")] public record Wrong([property: Key(-1)] int Id);", "has a key of -1", "TB4003"),
        ["large key"] = ("[Event(\"wrong\")] public record Wrong([property: Key(1001)] int Id);", "has a key of 1001", "TB4003"),
        ["private member with a key"] = ("[Event(\"wrong\")] public class Wrong { [Key(0)] private int Id { get; set; } }", "has a key and is not public", "TB4003"),
        ["key that comes twice"] = (
            "[Event(\"wrong\")] public record Wrong([property: Key(0)] int A, [property: Key(0)] int B);", "'B' of 'Shop.Wrong' has the key 0, and so has 'A'", "TB4004"),
        ["key of a parameter's place"] = (
            "[Event(\"wrong\")] public record Wrong(int A) { [Key(0)] public int B { get; init; } }", "has the key 0, and so has 'A'. Give it [Key(1)]", "TB4004"),
        ["inherited key"] = (
            "[Event(\"wrong\")] public class Wrong : Base { [Key(0)] public int B; } public class Base { [Key(0)] public int A; }", "has the key 0, and so has 'A'", "TB4004"),
        ["half of the parameters"] = (
            "[Event(\"wrong\")] public record Wrong([property: Key(0)] int A, int B);", "'B' of 'Shop.Wrong' has no key, and 'A' has one", "TB4005"),
        ["property beside parameters"] = (
            "[Event(\"wrong\")] public record Wrong(int A) { public int B { get; init; } }", "'B' of 'Shop.Wrong' has no key. Give it one, [Key(1)]", "TB4005"),
        ["no key at all"] = (
            "[Event(\"wrong\")] public class Wrong { public int A { get; init; } }", "has no key. Make the type a record with a primary constructor, or", "TB4005"),
        ["parameter of a constructor"] = (
            "[Event(\"wrong\")] public class Wrong { public Wrong(int a) => A = a; public int A { get; } }", "'A' of 'Shop.Wrong' has no key", "TB4005"),

        // Constructors.
        ["nothing sets it"] = ("[Event(\"wrong\")] public class Wrong { [Key(0)] public int A { get; } }", "has no constructor that takes its members", "TB4006"),
        ["private constructor"] = (
            "[Event(\"wrong\")] public class Wrong { private Wrong() { } [Key(0)] public int A { get; init; } }", "has no constructor", "TB4006"),
        ["parameter of another type"] = (
            "[Event(\"wrong\")] public class Wrong { public Wrong(long a) { } [Key(0)] public int A { get; init; } }", "has no constructor", "TB4006"),
        ["parameter without a member"] = (
            "[Event(\"wrong\")] public class Wrong(int a) { [Key(0)] public int B { get; init; } = a; }", "parameter 'a' of 'Shop.Wrong' has no public member", "TB4006"),
        ["chosen constructor that does not fit"] = (
            "[Event(\"wrong\")] public class Wrong { [SerializationConstructor] public Wrong(int b) { } public Wrong() { } [Key(0)] public int A { get; init; } }",
            "has no constructor",
            "TB4006"),
        ["required member that is left out"] = (
            "[Event(\"wrong\")] public class Wrong { [IgnoreMember] public required int A { get; init; } [Key(0)] public int B { get; init; } }",
            "has a required member, 'A', that does not travel",
            "TB4006"),
    };

    public static string SourceOf(string name) => Prelude + All[name].Source;

    private static string MemberOf(string type) => $"[Event(\"wrong\")] public sealed record Wrong({type} Value);";
}
