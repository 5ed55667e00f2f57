using System.Text.RegularExpressions;
using CsCheck;
using TypedBus.Subjects;

namespace TypedBus.Tests.Routing;

/// <summary>Filters of subjects, by NATS's rules.</summary>
public sealed class SubjectFilterTests
{
    [Theory]
    [InlineData("foo", "foo")]
    [InlineData("foo.bar", "foo.bar")]
    [InlineData("*", "foo")]
    [InlineData("foo.*", "foo.bar")]
    [InlineData("*.bar", "foo.bar")]
    [InlineData("*.*", "foo.bar")]
    [InlineData("foo.*.baz", "foo.bar.baz")]
    [InlineData("*.bar.*", "foo.bar.baz")]
    [InlineData(">", "foo")]
    [InlineData(">", "foo.bar.baz")]
    [InlineData("foo.>", "foo.bar")]
    [InlineData("foo.>", "foo.bar.baz.22")]
    [InlineData("foo.*.>", "foo.bar.baz")]
    [InlineData("foo.*.>", "foo.bar.baz.22")]
    [InlineData("*.>", "foo.bar")]
    [InlineData("*.*.>", "foo.bar.baz")]
    [InlineData("a-b.C_1.é", "a-b.C_1.é")]
    [InlineData("*", "🚀")]
    [InlineData("orders.eu.*", "orders.eu.placed")]
    public void Fits(string filter, string subject) => Assert.True(Match(filter, subject));

    [Theory]
    [InlineData("foo", "bar")]
    [InlineData("foo", "Foo")]
    [InlineData("foo", "foo.bar")]
    [InlineData("foo.bar", "foo")]
    [InlineData("foo", "fo")]
    [InlineData("foo", "fooo")]
    [InlineData("fo.o", "foo")]
    [InlineData("*", "foo.bar")]
    [InlineData("foo.*", "foo")]
    [InlineData("foo.*", "foo.bar.baz")]
    [InlineData("foo.*", "bar.foo")]
    [InlineData("*.bar", "bar")]
    [InlineData("*.bar", "foo.baz")]
    [InlineData("foo.*.baz", "foo.baz")]
    [InlineData("foo.*.baz", "foo.bar.qux.baz")]
    [InlineData("foo.>", "foo")]
    [InlineData("foo.>", "fo.bar")]
    [InlineData("foo.>", "foobar.baz")]
    [InlineData("*.>", "foo")]
    [InlineData("foo.*.>", "foo.bar")]
    [InlineData("foo.bar.>", "foo.baz.22")]
    [InlineData("orders.eu.*", "orders.europe.placed")]
    public void Does_not_fit(string filter, string subject) => Assert.False(Match(filter, subject));

    [Theory]
    [InlineData("", "has an empty token")]
    [InlineData(".", "has an empty token")]
    [InlineData("foo.", "has an empty token")]
    [InlineData(".foo", "has an empty token")]
    [InlineData("foo..bar", "has an empty token")]
    [InlineData("foo.>.", "has an empty token")]
    [InlineData("foo bar", "has white space or control characters")]
    [InlineData("foo.\t", "has white space or control characters")]
    [InlineData("foo.\u0000", "has white space or control characters")]
    [InlineData("foo.\u007f", "has white space or control characters")]
    [InlineData(">.foo", "has '>' before its end")]
    [InlineData("foo.>.>", "has '>' before its end")]
    [InlineData("foo*", "has '*' or '>' inside a token")]
    [InlineData("f*o.bar", "has '*' or '>' inside a token")]
    [InlineData("**", "has '*' or '>' inside a token")]
    [InlineData("foo>", "has '*' or '>' inside a token")]
    [InlineData(">>", "has '*' or '>' inside a token")]
    [InlineData("foo.{Region}", "has a placeholder, where '*' is meant")]
    public void Illegal_filters_have_a_fault(string filter, string fault) => Assert.Equal(fault, SubjectFilter.FindFault(filter));

    [Theory]
    [InlineData("a.b", "a.b", SubjectMatch.Always)]
    [InlineData("a.*", "a.b", SubjectMatch.Always)]
    [InlineData("a.*", "a.{X}", SubjectMatch.Always)]
    [InlineData("*.*", "{X}.{Y}", SubjectMatch.Always)]
    [InlineData("a.>", "a.{X}.c", SubjectMatch.Always)]
    [InlineData(">", "{X}", SubjectMatch.Always)]
    [InlineData("a.b", "a.{X}", SubjectMatch.Sometimes)]
    [InlineData("a.b.>", "a.{X}.c", SubjectMatch.Sometimes)]
    [InlineData("x.y", "{X}.{Y}", SubjectMatch.Sometimes)]
    [InlineData("a.b", "a.c", SubjectMatch.Never)]
    [InlineData("a.b", "a", SubjectMatch.Never)]
    [InlineData("a", "a.{X}", SubjectMatch.Never)]
    [InlineData("a.>", "a", SubjectMatch.Never)]
    [InlineData("a.*.>", "a.{X}", SubjectMatch.Never)]
    [InlineData("a.*.d", "a.{X}.c", SubjectMatch.Never)]
    [InlineData("x.b.d", "{X}.{Y}.c", SubjectMatch.Never)]
    public void A_declared_subject_is_compared(string filter, string declared, object match) =>
        Assert.Equal(match, new SubjectFilter(filter).Compare(declared));

    [Fact]
    public void Any_filter_agrees_with_a_regular_expression()
    {
        var (fitting, other) = (0, 0);
        var token = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("aa"), Gen.Const("A"), Gen.Const("é"));
        var subjects = token.Array[1, 5].Select(static tokens => string.Join('.', tokens));
        var filters = Gen.Select(
            Gen.Frequency((3, token), (2, Gen.Const("*"))).Array[0, 5],
            Gen.Bool,
            static (tokens, takesRest) => string.Join('.', takesRest || tokens.Length == 0 ? [.. tokens, ">"] : tokens));
        Gen.Select(filters, subjects).Sample(
            (filter, subject) =>
            {
                var fits = Match(filter, subject);
                Interlocked.Increment(ref fits ? ref fitting : ref other);
                Assert.Equal(Oracle(filter).IsMatch(subject), fits);
            },
            iter: 20_000);

        TestContext.Current.TestOutputHelper?.WriteLine($"fits: {fitting}, does not: {other}");
        Assert.True(fitting > 500 && other > 500);
    }

    [Fact]
    public void What_a_declared_subject_promises_holds_for_every_value()
    {
        var seen = new int[3];
        var token = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"));
        var declared = Gen.Frequency((2, token), (1, Gen.Const("{X}"))).Array[1, 4];
        var filters = Gen.Select(
            Gen.Frequency((3, token), (1, Gen.Const("*"))).Array[1, 4], Gen.Bool, static (tokens, takesRest) => string.Join('.', takesRest ? [.. tokens, ">"] : tokens));
        Gen.Select(filters, declared).Sample(
            (filter, tokens) =>
            {
                var match = new SubjectFilter(filter).Compare(string.Join('.', tokens));
                var values = Fill(tokens, 0).ToArray();
                Interlocked.Increment(ref seen[(int)match]);
                Assert.Equal(match == SubjectMatch.Always, values.All(subject => Match(filter, subject)));
                Assert.Equal(match == SubjectMatch.Never, !values.Any(subject => Match(filter, subject)));
            },
            iter: 5_000);

        TestContext.Current.TestOutputHelper?.WriteLine($"never: {seen[0]}, sometimes: {seen[1]}, always: {seen[2]}");
        Assert.All(seen, static count => Assert.True(count > 50));
    }

    // Every value that makes a difference: those of the filters' tokens, and another.
    private static IEnumerable<string> Fill(string[] tokens, int at)
    {
        if (at == tokens.Length)
        {
            return [string.Empty];
        }

        string[] values = tokens[at] == "{X}" ? ["a", "b", "c", "other"] : [tokens[at]];
        return values.SelectMany(value => Fill(tokens, at + 1).Select(rest => rest.Length == 0 ? value : $"{value}.{rest}"));
    }

    private static bool Match(string filter, string subject)
    {
        Assert.Null(SubjectFilter.FindFault(filter));
        return new SubjectFilter(filter).Matches(subject);
    }

    private static Regex Oracle(string filter) => new(
        "^" + string.Join(@"\.", filter.Split('.').Select(static token => token switch
        {
            "*" => @"[^.]+",
            ">" => @".+",
            _ => Regex.Escape(token),
        })) + "$",
        RegexOptions.CultureInvariant);
}
