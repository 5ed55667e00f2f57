using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class NoConstructorForReadingTests
{
    [Fact]
    public Task Properties_Are_Let_Be_Set() => ContractTest.VerifyFixAsync<NoConstructorForReadingCodeFix>(
        """
        [Event("placed")]
        public sealed class {|TB4006:Placed|}
        {
            [Key(0)] public int A { get; }
            [Key(1)] public int B { get; } = 2;
            public int C => A + B;
        }

        [Event("billed")]
        public sealed class Billed(int a)
        {
            [Key(0)] public int A { get; } = a;
        }
        """,
        """
        [Event("placed")]
        public sealed class Placed
        {
            [Key(0)] public int A { get; init; }
            [Key(1)] public int B { get; init; } = 2;
            public int C => A + B;
        }

        [Event("billed")]
        public sealed class Billed(int a)
        {
            [Key(0)] public int A { get; } = a;
        }
        """);

    [Fact]
    public Task Constructor_Of_Another_Shape_Is_The_Users_To_Mend()
    {
        const string Source = """
            [Event("placed")]
            public sealed class {|TB4006:Placed|}
            {
                public Placed(string text) => A = text.Length;
                [Key(0)] public int A { get; }
            }
            """;
        return ContractTest.VerifyFixAsync<NoConstructorForReadingCodeFix>(Source, Source);
    }
}
