using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class ContractIsNotDeclaredTests
{
    private const string Source = """
        namespace Shop;
        [Event("placed")] public sealed record {|TB4010:Placed|}(int Id, Line Line);
        [Event("billed", Version = 2)] public sealed record {|TB4010:Billed|}(string? Note, Line Line, int A, int B, int C, int D, int E, int F, int G, int H, int I);
        public sealed record Line(int Count);
        """;

    private const string Lines = """
        event billed v2 = Shop.Billed
        event billed v2 [0] Note: string?
        event billed v2 [1] Line: Shop.Line required
        event billed v2 [2] A: int
        event billed v2 [3] B: int
        event billed v2 [4] C: int
        event billed v2 [5] D: int
        event billed v2 [6] E: int
        event billed v2 [7] F: int
        event billed v2 [8] G: int
        event billed v2 [9] H: int
        event billed v2 [10] I: int
        event placed v1 = Shop.Placed
        event placed v1 [0] Id: int
        event placed v1 [1] Line: Shop.Line required
        type Shop.Line [0] Count: int

        """;

    [Fact]
    public Task All_From_An_Empty_File() => ContractTest.VerifyFixAsync<ContractIsNotDeclaredCodeFix>(Source, null, "", null, Lines);

    [Fact]
    public Task Second_File_Is_Made_Where_It_Is_Wanted() =>
        ContractTest.VerifyFixAsync<ContractIsNotDeclaredCodeFix>(Source, "# Nothing yet.\n", null, "# Nothing yet.\n", Lines);

    [Fact]
    public Task At_Its_Place() => ContractTest.VerifyFixAsync<ContractIsNotDeclaredCodeFix>(
        """
        namespace Shop;
        [Event("billed")] public sealed record Billed(int Id);
        [Event("placed")] public sealed record Placed(int Id, int? {|TB4010:Tip|}, string? {|TB4010:Note|});
        [Event("sent")] public sealed record Sent(int Id);
        """,
        "event placed v1 = Shop.Placed\nevent placed v1 [0] Id: int\n",
        "# Next.\r\nevent billed v1 = Shop.Billed\r\nevent billed v1 [0] Id: int\r\nevent sent v1 = Shop.Sent\r\nevent sent v1 [0] Id: int",
        "event placed v1 = Shop.Placed\nevent placed v1 [0] Id: int\n",
        "# Next.\r\nevent billed v1 = Shop.Billed\r\nevent billed v1 [0] Id: int\r\nevent placed v1 [1] Tip: int?\r\n"
            + "event placed v1 [2] Note: string?\r\nevent sent v1 = Shop.Sent\r\nevent sent v1 [0] Id: int\r\n");

    [Fact]
    public Task Line_That_Says_Another_Thing_Is_Replaced() => ContractTest.VerifyFixAsync<ContractIsNotDeclaredCodeFix>(
        """namespace Shop; [Event("placed")] public sealed record {|TB4010:PlacedOfOld|}(string {|TB4010:Id|} = "");""",
        "event placed v1 = Shop.Placed\nevent placed v1 [0] Id: string required\n",
        "",
        "event placed v1 = Shop.PlacedOfOld\nevent placed v1 [0] Id: string\n",
        "");
}
