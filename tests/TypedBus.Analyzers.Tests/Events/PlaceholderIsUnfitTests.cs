using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1004.</summary>
public sealed class PlaceholderIsUnfitTests
{
    [Fact]
    public Task The_Nearest_Member_IsNamed() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<PlaceholderIsUnfitCodeFix>(
        """
        [Event("a.{Regoin}.b")]
        public sealed record {|TB1004:A|}(string Region, int Id);

        [Event("a.{region}")]
        public sealed record {|TB1004:B|}(string Region);
        """,
        """
        [Event("a.{Region}.b")]
        public sealed record A(string Region, int Id);

        [Event("a.{Region}")]
        public sealed record B(string Region);
        """);

    [Fact]
    public Task Where_None_Or_Two_AreNear_Nothing_IsOffered()
    {
        const string source = """
            [Event("a.{Place}")]
            public sealed record {|TB1004:A|}(string Region);

            [Event("a.{Code}")]
            public sealed record {|TB1004:B|}(string CodeA, string CodeB);

            [Event("a.{Size}")]
            public sealed record {|TB1004:C|}(double Size);
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<PlaceholderIsUnfitCodeFix>(source, source);
    }

    [Theory]
    [InlineData("[Event(\"a.{Region}\")] public sealed record A(string Region);")]
    [InlineData("[Event(\"a.Regoin\")] public sealed record A(string Region);")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
