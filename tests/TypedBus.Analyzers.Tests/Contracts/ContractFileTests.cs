using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>Contracts files that cannot be read bring one diagnostic, and nothing that would follow from it.</summary>
public sealed class ContractFileTests
{
    private const string Source = """namespace Shop; [Event("placed")] public sealed record Placed(int Id);""";

    [Theory]
    [InlineData("evnt placed v1 = Shop.Placed", "is no line of a contract. Write")]
    [InlineData("event placed = Shop.Placed", "is no line of a contract. Write")]
    [InlineData("event placed v0 = Shop.Placed", "is no line of a contract. Write")]
    [InlineData("event placed v1 [x] Id: int", "is no line of a contract. Write")]
    [InlineData("event placed v1 [0] Id", "is no line of a contract. Write")]
    [InlineData("event placed v1 [99999999999] Id: int", "is no line of a contract. Write")]
    [InlineData("type Shop.Line", "is no line of a contract. Write")]
    [InlineData("subscription on", "is no line of a contract. Write")]
    [InlineData("event placed v1 = Shop.Other", "gives 'event placed v1' another type, 'Shop.Placed' being declared already")]
    [InlineData("event placed v1 [0] Id: long", "gives 'event placed v1' a key or a name that another line gives it")]
    [InlineData("event placed v1 [1] Id: int", "gives 'event placed v1' a key or a name that another line gives it")]
    [InlineData("subscription a on other v1", "declares the subscription 'a', which another line declares differently")]
    public void Malformed(string line, string problem)
    {
        var message = Report($"event placed v1 = Shop.Placed\nevent placed v1 [0] Id: int\nsubscription a on placed v1\n\n{line}\nnonsense\n", "TB4026");
        Assert.StartsWith("Line 5 of TypedBus.Contracts.Shipped.txt " + problem, message);
    }

    [Theory]
    [InlineData("<<<<<<< HEAD\nevent placed v1 = Shop.Placed\n=======\n>>>>>>> theirs\n", 1)]
    [InlineData("event placed v1 = Shop.Placed\n=======\n", 2)]
    [InlineData("nonsense\nevent placed v1 = Shop.Placed\n>>>>>>> theirs\n", 3)]
    [InlineData("||||||| base\r\n", 1)]
    public void Unmerged(string text, int line) =>
        Assert.StartsWith($"Line {line} of TypedBus.Contracts.Shipped.txt is the mark of a merge conflict. Resolve it", Report(text, "TB4027"));

    [Fact]
    public Task Marked_Where_It_Stands() => ContractTest.VerifyAsync(
        Source, "event placed v1 = Shop.Placed\n{|TB4026:  nonsense|}\nmore nonsense");

    [Fact]
    public Task Comments_Blank_Lines_And_Doubles_Say_Nothing() => ContractTest.VerifyAsync(
        Source, "# A remark.\r\n\r\n event placed v1 = Shop.Placed \r\nevent placed v1 [0] Id: int\r\n", "event placed v1 [0] Id: int\n#<<<<<<<\n");

    // An editor keeps the texts that have not changed from one compilation to the next.
    [Fact]
    public void Texts_Are_Read_Again_When_One_Of_Them_Has_Changed()
    {
        var shipped = new TextFile("/TypedBus.Contracts.Shipped.txt", "event placed v1 = Shop.Placed\n");
        Assert.Equal(["TB4010"], Run(shipped, new TextFile("/TypedBus.Contracts.Unshipped.txt", "")));
        Assert.Empty(Run(shipped, new TextFile("/TypedBus.Contracts.Unshipped.txt", "event placed v1 [0] Id: int\n")));
        Assert.Equal(["TB4013"], Run(shipped, new TextFile("/TypedBus.Contracts.Unshipped.txt", "event placed v1 [0] Id: long\n")));
    }

    private static IEnumerable<string> Run(params AdditionalText[] files) =>
        TestSources.RunAll(TestSources.Compile("global using TypedBus;", Source), files)
            .Select(static found => found.Id)
            .Where(static id => id.StartsWith("TB4", StringComparison.Ordinal));

    private static string Report(string text, string rule)
    {
        var found = TestSources.RunAll(TestSources.Compile("global using TypedBus;", Source), new TextFile("/TypedBus.Contracts.Shipped.txt", text));
        var diagnostic = Assert.Single(found, static diagnostic => diagnostic.Id.StartsWith("TB4", StringComparison.Ordinal));
        Assert.Equal(rule, diagnostic.Id);
        return diagnostic.GetMessage();
    }
}
