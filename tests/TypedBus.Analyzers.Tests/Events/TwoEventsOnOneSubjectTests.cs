using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1011.</summary>
public sealed class TwoEventsOnOneSubjectTests
{
    [Theory]
    [InlineData("[Event(\"x\")] public sealed record A; [Event(\"x\")] public sealed record {|TB1011:B|};")]
    [InlineData("[Event(\"x.{Id}\")] public sealed record A(int Id); [Event(\"x.{Key}\")] public sealed record {|TB1011:B|}(string Key);")]
    [InlineData("[Event(\"x\")] public sealed record A; [Event(\"x\")] public sealed record {|TB1011:B|}; [Event(\"x\")] public sealed record {|TB1011:C|};")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("[Event(\"x\")] public sealed record A; [Event(\"y\")] public sealed record B;")]
    [InlineData("[Event(\"x\")] public sealed record A; [Event(\"X\")] public sealed record B;")]
    [InlineData("[Event(\"x\")] public sealed record A; [Event(\"x.y\")] public sealed record B;")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
