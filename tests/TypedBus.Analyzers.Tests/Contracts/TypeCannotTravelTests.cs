using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class TypeCannotTravelTests
{
    [Fact]
    public Task Property_Is_Left_Out() => ContractTest.VerifyFixAsync<TypeCannotTravelCodeFix>(
        """
        [Event("placed")]
        public sealed record Placed(int Id)
        {
            [Key(1)]
            public Action? {|TB4001:Then|} { get; init; }
        }

        [Event("billed")]
        public sealed record Billed(Line Line);

        public sealed class Line
        {
            [Key(0)] public int Count { get; init; }
            [Key(1)] public List<Type> {|TB4001:Types|} = [];
        }
        """,
        """
        [Event("placed")]
        public sealed record Placed(int Id)
        {
            [IgnoreMember]
            public Action? Then { get; init; }
        }

        [Event("billed")]
        public sealed record Billed(Line Line);

        public sealed class Line
        {
            [Key(0)] public int Count { get; init; }
            [IgnoreMember]
            public List<Type> Types = [];
        }
        """);

    // The constructor would have nothing to take.
    [Fact]
    public Task Parameter_Cannot_Be_Left_Out()
    {
        const string Source = """[Event("placed")] public sealed record Placed(Action {|TB4001:Then|});""";
        return ContractTest.VerifyFixAsync<TypeCannotTravelCodeFix>(Source, Source);
    }
}
