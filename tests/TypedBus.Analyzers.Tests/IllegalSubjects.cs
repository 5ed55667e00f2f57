namespace TypedBus.Tests;

/// <summary>Every way to write a placeholder, a filter or a base type that cannot be used: a part of <see cref="IllegalShapes"/>.</summary>
internal static class IllegalSubjects
{
    public static Dictionary<string, (string Source, string Problem, string Rule)> All { get; } = new()
    {
        // Placeholders.
        ["part of a token"] = (Event("a.b{Id}", "(int Id)"), "has a brace where no placeholder is one whole token", "TB1003"),
        ["two in a token"] = (Event("a.{Id}{Id}", "(int Id)"), "has a brace", "TB1003"),
        ["open brace"] = (Event("a.{Id", "(int Id)"), "has a brace", "TB1003"),
        ["lone brace"] = (Event("a.}.b", "(int Id)"), "has a brace", "TB1003"),
        ["no name in braces"] = (Event("a.{}", "(int Id)"), "has a brace", "TB1003"),
        ["dot in braces"] = (Event("a.{Id.Length}", "(string Id)"), "has a brace", "TB1003"),
        ["unknown member"] = (
            Event("a.{Place}", "(int Id, string Region, double Size)"),
            "a placeholder, '{Place}', that names no member of it. These may stand there: 'Id', 'Region'.", "TB1004"),
        ["other case"] = (Event("a.{id}", "(int Id)"), "names no member of it. These may stand there: 'Id'.", "TB1004"),
        ["no member at all"] = (
            Event("a.{Id}", "(double Size)"), "names no member of it. It has no member that may stand there.", "TB1004"),
        ["method"] = (Event("a.{Id}", "{ public int Id() => 1; }"), "names no member", "TB1004"),
        ["constant"] = (Event("a.{Id}", "{ public const int Id = 1; }"), "cannot read", "TB1004"),
        ["static placeholder"] = (Event("a.{Id}", "{ public static int Id => 1; }"), "cannot read", "TB1004"),
        ["private placeholder"] = (Event("a.{Id}", "{ private int Id { get; set; } }"), "cannot read", "TB1004"),
        ["private getter of a placeholder"] = (Event("a.{Id}", "{ public int Id { private get; set; } }"), "cannot read", "TB1004"),
        ["write-only placeholder"] = (Event("a.{Id}", "{ public int Id { set { } } }"), "cannot read", "TB1004"),
        ["forbidden placeholder"] = (Event("a.{Id}", "{ [Obsolete(\"No\", true)] public int Id { get; set; } }"), "cannot read", "TB1004"),
        ["inherited protected placeholder"] = (
            Event("a.{Id}", ": Base; public abstract record Base { protected int Id { get; set; } }"), "cannot read", "TB1004"),
        ["hidden by a private one"] = (
            Event("a.{Id}", ": Base { private new int Id => 1; } public abstract record Base { public int Id { get; set; } }"), "cannot read", "TB1004"),
        ["double"] = (OfType("double"), "is of 'double', whose text is not one token", "TB1004"),
        ["decimal"] = (OfType("decimal?"), "whose text is not one token", "TB1004"),
        ["time"] = (OfType("DateTime"), "whose text is not one token", "TB1004"),
        ["date"] = (OfType("DateOnly"), "whose text is not one token", "TB1004"),
        ["span of time"] = (OfType("TimeSpan"), "whose text is not one token", "TB1004"),
        ["object in a subject"] = (OfType("object"), "whose text is not one token", "TB1004"),
        ["array in a subject"] = (OfType("string[]"), "whose text is not one token", "TB1004"),
        ["dynamic in a subject"] = (OfType("dynamic"), "whose text is not one token", "TB1004"),
        ["interface in a subject"] = (OfType("ILedger"), "whose text is not one token", "TB1004"),
        ["record in a subject"] = (OfType("Placed"), "whose text is not one token", "TB1004"),

        // Filters.
        ["empty filter"] = (Filtered(""), "has a filter, \"\", that has an empty token", "TB2016"),
        ["empty token of a filter"] = (Filtered("placed..eu"), "has an empty token", "TB2016"),
        ["white space in a filter"] = (Filtered("placed eu"), "has white space", "TB2016"),
        ["control character in a filter"] = (Filtered("placed\\u0001"), "has white space or control", "TB2016"),
        ["arrow before the end"] = (Filtered("placed.>.eu"), "has '>' before its end", "TB2016"),
        ["star inside a token"] = (Filtered("placed.e*"), "has '*' or '>' inside a token", "TB2016"),
        ["two stars"] = (Filtered("placed.**"), "has '*' or '>' inside a token", "TB2016"),
        ["arrow inside a token"] = (Filtered("placed.e>"), "has '*' or '>' inside a token", "TB2016"),
        ["placeholder in a filter"] = (Filtered("placed.{Region}"), "has a placeholder, where '*' is meant", "TB2016"),
        ["filter of another subject"] = (
            Filtered("billed"), "has a filter, \"billed\", that fits no 'Shop.Placed', whose subject is \"placed\"", "TB2017"),
        ["filter of a longer subject"] = (Filtered("placed.>"), "fits no 'Shop.Placed'", "TB2017"),
        ["filter of another case"] = (Filtered("Placed"), "fits no 'Shop.Placed'", "TB2017"),
        ["filter beside a placeholder"] = (
            "[Event(\"a.{Region}.c\")] public sealed record Moved(string Region); "
            + Handler("(Subject = \"a.*.d\")", "Moved moved"),
            "has a filter, \"a.*.d\", that fits no 'Shop.Moved', whose subject is \"a.{Region}.c\"", "TB2017"),

        // Base types.
        ["struct as a base"] = (Handler(string.Empty, "ValueTuple<int> value"), "takes no event", "TB2001"),
        ["concrete class"] = ("public class Concrete; " + Handler(string.Empty, "Concrete value"), "takes no event", "TB2001"),
        ["concrete base of an event"] = (
            "public record Order; [Event(\"a\")] public sealed record Shipped : Order; " + Handler(string.Empty, "Order order"), "takes no event", "TB2001"),
        ["dynamic base"] = (Handler(string.Empty, "dynamic value"), "takes no event", "TB2001"),
        ["array of a base"] = (Handler(string.Empty, "ILedger[] value"), "takes no event", "TB2001"),
        ["forbidden base"] = (
            "[Obsolete(\"No\", true)] public interface IOld; [Obsolete] " + Handler(string.Empty, "IOld old").Replace("[Handler]", "[Handler, Obsolete]"),
            "takes 'Shop.IOld', which is obsolete as an error", "TB2001"),
        ["base by ref"] = (Handler(string.Empty, "ref ILedger value"), "by a reference", "TB2003"),
        ["event behind a service"] = (
            Handler(string.Empty, "ILedger ledger, Placed placed"),
            "takes an event, 'Shop.Placed', behind 'Shop.ILedger'. Make 'placed' its first parameter.", "TB2009"),
        ["context of an event at a base"] = (
            Handler(string.Empty, "ILedger ledger, EventContext<Placed> c"), "Make it 'EventContext<ILedger>'", "TB2011"),
        ["base by in on a task"] = (
            "public sealed class Handlers { [Handler] public Task Wrong(in ILedger value) => null!; }", "takes its event by 'in'", "TB2002"),
    };

    private static string Event(string subject, string members) => $"[Event(\"{subject}\")] public sealed record Wrong{members};";

    private static string OfType(string type) => $"[Event(\"a.{{Key}}\")] public sealed record Wrong({type} Key);";

    private static string Filtered(string filter) => Handler($"(Subject = \"{filter}\")", "Placed placed");

    private static string Handler(string options, string parameters) =>
        $"public sealed class Handlers {{ [Handler{options}] public void Wrong({parameters}) {{ }} }}";
}
