using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1008.</summary>
public sealed class EventIsMutableTests
{
    [Fact]
    public Task Setters_And_Fields_AreMended() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsMutableCodeFix>(
        """
        [Event("a")]
        public sealed record A(int Id)
        {
            public string {|TB1008:Name|} { get; set; } = "";
            public int {|TB1008:Count|} { get { return 1; } internal set { } }
            // how much
            public decimal {|TB1008:Total|}, {|TB1008:Tax|};
            int Secret { get; set; }
        }
        """,
        """
        [Event("a")]
        public sealed record A(int Id)
        {
            public string Name { get; init; } = "";
            public int Count { get { return 1; } internal init { } }
            // how much
            public readonly decimal Total, Tax;
            int Secret { get; set; }
        }
        """);

    [Fact]
    public Task A_record_struct_becomes_readonly_as_a_whole() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventIsMutableCodeFix>(
        """
        /// <summary>A.</summary>
        [Event("a")]
        public partial record struct A(int {|TB1008:Id|}, string Name)
        {
            public int Count { get; set; }
            public static int All { get; set; }
            private int _own;
            public const int Most = 1;
        }

        [Event("b")]
        record struct B(int {|TB1008:Id|});
        """,
        """
        /// <summary>A.</summary>
        [Event("a")]
        public readonly partial record struct A(int Id, string Name)
        {
            public int Count { get; init; }
            public static int All { get; set; }
            private readonly int _own;
            public const int Most = 1;
        }

        [Event("b")]
        readonly record struct B(int Id);
        """);

    [Theory]
    [InlineData("[Event(\"a\")] public sealed record A(int Id) { public string Name { get; init; } = \"\"; public readonly int Size; }")]
    [InlineData("[Event(\"a\")] public readonly record struct A(int Id);")]
    [InlineData("[Event(\"a\")] public sealed record A { public int Id { get; private set; } private int _hash; public int Hash => _hash++; }")]
    [InlineData("[Event(\"a\")] public sealed record A { public static int Count { get; set; } public const int Most = 1; }")]
    [InlineData("[Event(\"a\")] public sealed record A : IStamped { public int Stamp { get; set; } } public interface IStamped { int Stamp { get; set; } }")]
    [InlineData("[Event(\"a\")] public sealed record A : Base { public override int Id { get; set; } } public record Base { public virtual int Id { get; set; } }")]
    [InlineData("public sealed record NoEvent { public int Id { get; set; } }")]
    [InlineData("[Event(\"\")] public sealed record {|TB1003:A|} { public int Id { get; set; } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
