namespace TypedBus.Generators.Tests.Evolution;

/// <summary>Each kind of change. The page in the guide has these lines.</summary>
internal static class EvolutionTable
{
    private const string Fine = "read";
    private const string Refused = "**refused**";
    private const string Wrong = "**read wrong**";

    private const string Same = "Event { Id = 7, Name = tea }";

    private static readonly string _old = Program("public sealed record Event(int Id, string Name);", "new(7, \"tea\")");

    public static IReadOnlyDictionary<string, EvolutionRow> All { get; } = new EvolutionRow[]
    {
        // Members come.
        Of(
            "A member at the end, with a default",
            "public sealed record Event(int Id, string Name, int Count = 1);",
            "new(7, \"tea\", 3)",
            "Event { Id = 7, Name = tea, Count = 1 }",
            Same,
            "read: it is the default",
            "read: it is skipped"),
        Of(
            "A nullable member at the end",
            "public sealed record Event(int Id, string Name, string? Note);",
            "new(7, \"tea\", \"hot\")",
            "Event { Id = 7, Name = tea, Note =  }",
            Same,
            "read: it is null",
            "read: it is skipped"),
        Of(
            "A value at the end, without a default",
            "public sealed record Event(int Id, string Name, int Count);",
            "new(7, \"tea\", 3)",
            "Event { Id = 7, Name = tea, Count = 0 }",
            Same,
            "read: it is its type's default",
            "read: it is skipped"),
        Of(
            "A member at the end that must be there",
            "public sealed record Event(int Id, string Name, string Note);",
            "new(7, \"tea\", \"hot\")",
            "refused at Note",
            Same,
            Refused,
            "read: it is skipped"),
        Of(
            "A member in the middle, without keys",
            "public sealed record Event(int Id, string Note, string Name);",
            "new(7, \"hot\", \"tea\")",
            "refused at Name",
            "Event { Id = 7, Name = hot }",
            "**refused, or read wrong**",
            Wrong),

        // Members go.
        Of(
            "The last member is removed",
            "public sealed record Event(int Id);",
            "new(7)",
            "Event { Id = 7 }",
            "refused at Name",
            "read: it is skipped",
            "**refused**, unless it may be missing there"),
        Of(
            "A member in the middle is removed, without keys",
            "public sealed record Event(string Name);",
            "new(\"tea\")",
            "refused at Name",
            "refused at Id",
            "**refused, or read wrong**",
            "**refused, or read wrong**"),
        OfKeys(
            "A member in the middle is removed, and no key given again",
            "public sealed record Event([property: Key(0)] int Id, [property: Key(2)] string Name);",
            "new(7, \"tea\")",
            Same,
            "Event { Id = 7, Note = , Name = tea }",
            "read: it is skipped",
            "read: it is nil. **Refused**, if it may not be null there"),

        // Members move or are called otherwise.
        Of(
            "A member is renamed",
            "public sealed record Event(int Id, string Title);",
            "new(7, \"tea\")",
            "Event { Id = 7, Title = tea }",
            Same,
            Fine,
            Fine),
        Of(
            "Members change places, without keys",
            "public sealed record Event(string Name, int Id);",
            "new(\"tea\", 7)",
            "refused at Name",
            "refused at Id",
            "**refused, or read wrong**",
            "**refused, or read wrong**"),
        OfKeys(
            "Members change places, with their keys",
            "public sealed record Event([property: Key(2)] string Name, [property: Key(1)] string? Note, [property: Key(0)] int Id);",
            "new(\"tea\", null, 7)",
            "Event { Name = tea, Note = , Id = 7 }",
            "Event { Id = 7, Note = , Name = tea }",
            Fine,
            Fine),

        // Members change their types.
        Of(
            "A number gets wider",
            "public sealed record Event(long Id, string Name);",
            "new(5_000_000_000, \"tea\")",
            Same,
            "refused at Id",
            Fine,
            "read where it fits, else **refused**"),
        Of(
            "A number gets narrower",
            "public sealed record Event(sbyte Id, string Name);",
            "new(7, \"tea\")",
            Same,
            Same,
            "read where it fits, else **refused**",
            Fine),
        Of(
            "A member becomes nullable",
            "public sealed record Event(int? Id, string Name);",
            "new(null, \"tea\")",
            Same,
            "refused at Id",
            Fine,
            "read, but null is **refused**"),
        Of(
            "A member is no longer nullable",
            "public sealed record Event(int Id, string Name, string Note);",
            "new(7, \"tea\", \"hot\")",
            "refused at Note",
            "Event { Id = 7, Name = tea, Note = hot }",
            "read, but null is **refused**",
            Fine,
            Program("public sealed record Event(int Id, string Name, string? Note);", "new(7, \"tea\", null)")),
        Of(
            "A member is of another kind: a number, then a text",
            "public sealed record Event(string Id, string Name);",
            "new(\"7\", \"tea\")",
            "refused at Id",
            "refused at Id",
            Refused,
            Refused),
        Of(
            "A list becomes an array, a set or another collection",
            "public sealed record Event(int Id, int[] Counts) { public override string ToString() => Id + \":\" + string.Join(',', Counts); }",
            "new(7, [1, 2])",
            "7:1,2",
            "7:1,2",
            Fine,
            Fine,
            Program(
                "public sealed record Event(int Id, List<int> Counts) { public override string ToString() => Id + \":\" + string.Join(',', Counts); }",
                "new(7, [1, 2])")),
        Of(
            "A value is added to an enum",
            "public enum Kind { Black, Green, White } public sealed record Event(Kind Kind);",
            "new(Kind.White)",
            "Event { Kind = Green }",
            "Event { Kind = 2 }",
            Fine,
            "read: a number without a name",
            Program("public enum Kind { Black, Green } public sealed record Event(Kind Kind);", "new(Kind.Green)")),
        Of(
            "A case is added to a union",
            "[Union(0, typeof(Tea)), Union(1, typeof(Cup))] public interface IPart; public sealed record Tea(int Id) : IPart; "
            + "public sealed record Cup(int Id) : IPart; public sealed record Event(IPart Part);",
            "new(new Cup(7))",
            "Event { Part = Tea { Id = 7 } }",
            "refused at Part",
            Fine,
            "**refused**, where it is that case",
            Program(
                "[Union(0, typeof(Tea))] public interface IPart; public sealed record Tea(int Id) : IPart; public sealed record Event(IPart Part);",
                "new(new Tea(7))")),

        // The event itself changes.
        Of(
            "The type is renamed, or becomes a struct or a class",
            "public readonly record struct Drink(int Id, string Name);",
            "new(7, \"tea\")",
            "Drink { Id = 7, Name = tea }",
            Same,
            Fine,
            Fine,
            alias: "Drink"),
        new(
            "The subject changes",
            _old,
            Program("public sealed record Event(int Id, string Name);", "new(7, \"tea\")", subject: "\"y\""),
            "unknown",
            "unknown",
            "**unknown**",
            "**unknown**"),
        new(
            "The version changes, and the old type is gone",
            _old,
            Program("public sealed record Event(int Id, int Count);", "new(7, 3)", subject: "\"x\", Version = 2"),
            "unknown",
            "unknown",
            "**unknown**",
            "**unknown**"),
        new(
            "A new version beside the old one, with an upcaster",
            _old,
            Program("public sealed record Event(int Id, int Count);", "new(7, 3)", subject: "\"x\", Version = 2")
                + " [Event(\"x\")] public sealed record EventV1(int Id, string Name); "
                + "public static class Upcasts { [Upcast] public static Event FromV1(EventV1 old) => new(old.Id, old.Name.Length); }",
            "Event { Id = 7, Count = 3 }",
            "unknown",
            "read: as the upcaster makes it",
            "**unknown**: readers come first"),
        new(
            "A third version, with an upcaster for each step",
            _old,
            Program("public sealed record Event(int Count);", "new(3)", subject: "\"x\", Version = 3")
                + " [Event(\"x\")] public sealed record EventV1(int Id, string Name); [Event(\"x\", Version = 2)] public sealed record EventV2(string Name); "
                + "public static class Upcasts { [Upcast] public static EventV2 FromV1(in EventV1 old) => new(old.Name); "
                + "[Upcast] public static Event FromV2(EventV2 old) => new(old.Name.Length); }",
            "Event { Count = 3 }",
            "unknown",
            "read: step by step",
            "**unknown**: readers come first"),
        new(
            "An upcaster fails",
            _old,
            Program("public sealed record Event(int Id, int Count);", "new(7, 3)", subject: "\"x\", Version = 2")
                + " [Event(\"x\")] public sealed record EventV1(int Id, string Name); "
                + "public static class Upcasts { [Upcast] public static Event FromV1(EventV1 old) => new(old.Id, int.Parse(old.Name)); }",
            "refused at ",
            "unknown",
            Refused,
            "**unknown**: readers come first"),
    }.ToDictionary(static row => row.Change);

    private static EvolutionRow Of(
        string change, string type, string value, string oldRead, string newRead, string ofOld, string ofNew, string? old = null, string? alias = null) =>
        new(change, old ?? _old, Program(type, value, alias), oldRead, newRead, ofOld, ofNew);

    private static EvolutionRow OfKeys(string change, string type, string value, string oldRead, string newRead, string ofOld, string ofNew) => Of(
        change,
        type,
        value,
        oldRead,
        newRead,
        ofOld,
        ofNew,
        Program(
            "public sealed record Event([property: Key(0)] int Id, [property: Key(1)] string? Note, [property: Key(2)] string Name);",
            "new(7, null, \"tea\")"));

    // The mark stands before the last type, which is the event.
    private static string Program(string types, string value, string? alias = null, string subject = "\"x\"")
    {
        var name = alias ?? "Event";
        var place = types.LastIndexOf("public ", types.IndexOf($" {name}(", StringComparison.Ordinal), StringComparison.Ordinal);
        var shortcut = alias is null ? string.Empty : $"using Event = {alias};\n";
        return $"{shortcut}{types.Insert(place, $"[Event({subject})] ")} public static class Example {{ public static {name} Event => {value}; }}";
    }
}
