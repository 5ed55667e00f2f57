namespace TypedBus.Tests;

/// <summary>Every way to write a placeholder, a filter or a base type that cannot be used: a part of <see cref="IllegalShapes"/>.</summary>
internal static class IllegalSubjects
{
    public static Dictionary<string, (string Source, string Problem)> All { get; } = new()
    {
        // Placeholders.
        ["part of a token"] = (Event("a.b{Id}", "(int Id)"), "has a brace where no placeholder is one whole token"),
        ["two in a token"] = (Event("a.{Id}{Id}", "(int Id)"), "has a brace"),
        ["open brace"] = (Event("a.{Id", "(int Id)"), "has a brace"),
        ["lone brace"] = (Event("a.}.b", "(int Id)"), "has a brace"),
        ["no name in braces"] = (Event("a.{}", "(int Id)"), "has a brace"),
        ["dot in braces"] = (Event("a.{Id.Length}", "(string Id)"), "has a brace"),
        ["unknown member"] = (
            Event("a.{Place}", "(int Id, string Region, double Size)"),
            "a placeholder, '{Place}', that names no member of it. These may stand there: 'Id', 'Region'."),
        ["other case"] = (Event("a.{id}", "(int Id)"), "names no member of it. These may stand there: 'Id'."),
        ["no member at all"] = (Event("a.{Id}", "(double Size)"), "names no member of it. It has no member that may stand there."),
        ["method"] = (Event("a.{Id}", "{ public int Id() => 1; }"), "names no member"),
        ["constant"] = (Event("a.{Id}", "{ public const int Id = 1; }"), "cannot read"),
        ["static placeholder"] = (Event("a.{Id}", "{ public static int Id => 1; }"), "cannot read"),
        ["private placeholder"] = (Event("a.{Id}", "{ private int Id { get; set; } }"), "cannot read"),
        ["private getter of a placeholder"] = (Event("a.{Id}", "{ public int Id { private get; set; } }"), "cannot read"),
        ["write-only placeholder"] = (Event("a.{Id}", "{ public int Id { set { } } }"), "cannot read"),
        ["forbidden placeholder"] = (Event("a.{Id}", "{ [Obsolete(\"No\", true)] public int Id { get; set; } }"), "cannot read"),
        ["inherited protected placeholder"] = (
            Event("a.{Id}", ": Base; public abstract record Base { protected int Id { get; set; } }"), "cannot read"),
        ["hidden by a private one"] = (
            Event("a.{Id}", ": Base { private new int Id => 1; } public abstract record Base { public int Id { get; set; } }"), "cannot read"),
        ["double"] = (OfType("double"), "is of 'double', whose text is not one token"),
        ["decimal"] = (OfType("decimal?"), "whose text is not one token"),
        ["time"] = (OfType("DateTime"), "whose text is not one token"),
        ["date"] = (OfType("DateOnly"), "whose text is not one token"),
        ["span of time"] = (OfType("TimeSpan"), "whose text is not one token"),
        ["object in a subject"] = (OfType("object"), "whose text is not one token"),
        ["array in a subject"] = (OfType("string[]"), "whose text is not one token"),
        ["dynamic in a subject"] = (OfType("dynamic"), "whose text is not one token"),
        ["interface in a subject"] = (OfType("ILedger"), "whose text is not one token"),
        ["record in a subject"] = (OfType("Placed"), "whose text is not one token"),

        // Filters.
        ["empty filter"] = (Filtered(""), "has a filter, \"\", that has an empty token"),
        ["empty token of a filter"] = (Filtered("placed..eu"), "has an empty token"),
        ["white space in a filter"] = (Filtered("placed eu"), "has white space"),
        ["control character in a filter"] = (Filtered("placed\\u0001"), "has white space or control"),
        ["arrow before the end"] = (Filtered("placed.>.eu"), "has '>' before its end"),
        ["star inside a token"] = (Filtered("placed.e*"), "has '*' or '>' inside a token"),
        ["two stars"] = (Filtered("placed.**"), "has '*' or '>' inside a token"),
        ["arrow inside a token"] = (Filtered("placed.e>"), "has '*' or '>' inside a token"),
        ["placeholder in a filter"] = (Filtered("placed.{Region}"), "has a placeholder, where '*' is meant"),
        ["filter of another subject"] = (
            Filtered("billed"), "has a filter, \"billed\", that fits no 'Shop.Placed', whose subject is \"placed\""),
        ["filter of a longer subject"] = (Filtered("placed.>"), "fits no 'Shop.Placed'"),
        ["filter of another case"] = (Filtered("Placed"), "fits no 'Shop.Placed'"),
        ["filter beside a placeholder"] = (
            "[Event(\"a.{Region}.c\")] public sealed record Moved(string Region); "
            + Handler("(Subject = \"a.*.d\")", "Moved moved"),
            "has a filter, \"a.*.d\", that fits no 'Shop.Moved', whose subject is \"a.{Region}.c\""),

        // Base types.
        ["struct as a base"] = (Handler(string.Empty, "ValueTuple<int> value"), "takes no event"),
        ["concrete class"] = ("public class Concrete; " + Handler(string.Empty, "Concrete value"), "takes no event"),
        ["concrete base of an event"] = (
            "public record Order; [Event(\"a\")] public sealed record Shipped : Order; " + Handler(string.Empty, "Order order"), "takes no event"),
        ["dynamic base"] = (Handler(string.Empty, "dynamic value"), "takes no event"),
        ["array of a base"] = (Handler(string.Empty, "ILedger[] value"), "takes no event"),
        ["forbidden base"] = (
            "[Obsolete(\"No\", true)] public interface IOld; [Obsolete] " + Handler(string.Empty, "IOld old").Replace("[Handler]", "[Handler, Obsolete]"),
            "takes 'Shop.IOld', which is obsolete as an error"),
        ["base by ref"] = (Handler(string.Empty, "ref ILedger value"), "by a reference"),
        ["event behind a service"] = (
            Handler(string.Empty, "ILedger ledger, Placed placed"),
            "takes an event, 'Shop.Placed', behind 'Shop.ILedger'. Make 'placed' its first parameter."),
        ["context of an event at a base"] = (Handler(string.Empty, "ILedger ledger, EventContext<Placed> c"), "Make it 'EventContext<ILedger>'"),
        ["base by in on a task"] = (
            "public sealed class Handlers { [Handler] public Task Wrong(in ILedger value) => null!; }", "takes its event by 'in'"),
    };

    private static string Event(string subject, string members) => $"[Event(\"{subject}\")] public sealed record Wrong{members};";

    private static string OfType(string type) => $"[Event(\"a.{{Key}}\")] public sealed record Wrong({type} Key);";

    private static string Filtered(string filter) => Handler($"(Subject = \"{filter}\")", "Placed placed");

    private static string Handler(string options, string parameters) =>
        $"public sealed class Handlers {{ [Handler{options}] public void Wrong({parameters}) {{ }} }}";
}
