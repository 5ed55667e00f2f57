namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>Each change of a member brings one rule, and those that harm nobody bring none.</summary>
public sealed class MemberChangeTests
{
    private const string Lines = """
        # What is out there.
        event placed v1 = Shop.Placed
        event placed v1 [0] Id: Guid
        event placed v1 [1] Total: decimal
        event placed v1 [2] Note: string required
        event placed v1 [3] Tip: int?

        """;

    [Theory]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip)")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip = 5)")]

    // Removed.
    [InlineData("{|TB4012:Placed|}(Guid Id, decimal Total, string Note)")]
    [InlineData("{|TB4012:{|TB4012:Placed|}|}(Guid Id, decimal Total)")]
    [InlineData("{|TB4012:Placed|}([property: Key(0)] Guid Id, [property: Key(2)] string Note, [property: Key(3)] int? Tip)")]

    // Another type.
    [InlineData("Placed(string {|TB4013:Id|}, decimal Total, string Note, int? Tip)")]
    [InlineData("Placed(Guid Id, double {|TB4013:Total|}, string Note, int? Tip)")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, long? {|TB4013:Tip|})")]
    [InlineData("Placed(Guid Id, decimal Total, string[] {|TB4013:Note|}, int? Tip)")]

    // Another member on the key.
    [InlineData("Placed(Guid Id, decimal {|TB4014:Net|}, string Note, int? Tip)")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, string? {|TB4014:Coupon|})")]

    // Moved.
    [InlineData("Placed(Guid Id, string {|TB4015:Note|}, decimal Total, int? Tip)", "Total")]
    [InlineData("Placed(Guid Id, string? Coupon, decimal {|TB4015:Total|}, string Note, int? Tip)")]
    [InlineData("{|TB4012:Placed|}(Guid Id, string {|TB4015:Note|}, int? Tip)")]

    // Required.
    [InlineData("Placed(Guid Id, decimal Total, string Note, int {|TB4016:Tip|})")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip, string {|TB4016:Coupon|})")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip) { [Key(4)] public required int {|TB4016:Coupon|} { get; init; } }")]

    // Nullable.
    [InlineData("Placed(Guid? {|TB4017:Id|}, decimal Total, string Note, int? Tip)")]
    [InlineData("Placed(Guid Id, decimal Total, string? {|TB4017:Note|}, int? Tip)")]

    // New, and harmless.
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip, string? {|TB4010:Coupon|})")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip, int {|TB4010:Coupon|})")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip, string {|TB4010:Coupon|} = \"\")")]
    [InlineData("Placed(Guid Id, decimal Total, string Note, int? Tip) { [Key(7)] public int {|TB4010:Coupon|} { get; init; } }")]
    [InlineData("Placed(Guid Id, decimal Total, string {|TB4010:Note|} = \"\", int? Tip = null)")]
    public async Task Change(string record, string? firstMoved = null)
    {
        var source = $"namespace Shop; [Event(\"placed\")] public sealed record {Move(record, firstMoved)};";
        source = source.Replace("};;", "}").Replace(" };", " }");

        await ContractTest.VerifyAsync(source, Lines);
        await ContractTest.VerifyAsync(source, unshipped: Lines);
    }

    // Of two that have changed places, the one with the lower declared key is marked.
    private static string Move(string record, string? first) =>
        first is null ? record : record.Replace("{|TB4015:Note|}", "Note").Replace($"decimal {first}", $"decimal {{|TB4015:{first}|}}");

    [Fact]
    public Task Place_That_Was_Left_Free_Had_Nil() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")]
        public sealed class Placed
        {
            [Key(0)] public int Id { get; init; }
            [Key(1)] public int {|TB4016:Count|} { get; init; }
            [Key(2)] public int? {|TB4010:Tip|} { get; init; }
            [Key(3)] public int Last { get; init; }
        }
        """,
        """
        event placed v1 = Shop.Placed
        event placed v1 [0] Id: int
        event placed v1 [3] Last: int
        """);

    [Fact]
    public Task Members_Of_Members() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(Line[] Lines, IPart Part, Dictionary<string, Line?> Names);
        [Event("moved")] public sealed record Moved(Line Line, (int, Line) Pair);
        public sealed record Line(long {|TB4013:Count|}, string? {|TB4010:Note|});
        [Union(0, typeof(Card)), Union(3, typeof(Cash))] public interface {|TB4010:{|TB4012:IPart|}|};
        public sealed record {|TB4010:Cash|}(int Count) : IPart;
        public sealed record Card(int {|TB4014:Total|}) : IPart;
        """,
        """
        event moved v1 = Shop.Moved
        event moved v1 [0] Line: Shop.Line required
        event moved v1 [1] Pair: (int, Shop.Line)
        event placed v1 = Shop.Placed
        event placed v1 [0] Lines: Shop.Line[] required
        event placed v1 [1] Part: Shop.IPart required
        event placed v1 [2] Names: map(string, Shop.Line?) required
        type Shop.Card [0] Count: int
        type Shop.IPart case 0: Shop.Card
        type Shop.IPart case 1: Shop.Cheque
        type Shop.Line [0] Count: int
        """);

    [Fact]
    public Task Another_Type_Of_The_Same_Bytes_Is_No_Change() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        public enum Color { Red }
        [Event("placed")]
        public sealed record Placed(
            List<int> A, IReadOnlyCollection<int> B, Memory<byte> C, SortedDictionary<string, int> D, KeyValuePair<int, string> E, Color F, Color? G, Line H);
        public readonly record struct Line(int Count);
        """,
        """
        event placed v1 = Shop.Placed
        event placed v1 [0] A: int[] required
        event placed v1 [1] B: int[] required
        event placed v1 [2] C: bytes
        event placed v1 [3] D: map(string, int) required
        event placed v1 [4] E: (int, string)
        event placed v1 [5] F: Shop.Color(int)
        event placed v1 [6] G: Shop.Color(int)?
        event placed v1 [7] H: Shop.Line
        type Shop.Line [0] Count: int
        """);
}
