using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1012.</summary>
public sealed class SubjectOverlapsTests
{
    [Theory]
    [InlineData("[Event(\"x.{Id}\")] public sealed record A(string Id); [Event(\"x.y\")] public sealed record {|TB1012:B|};")]
    [InlineData("[Event(\"x.y\")] public sealed record A; [Event(\"{Id}.y\")] public sealed record {|TB1012:B|}(string Id);")]
    [InlineData("[Event(\"x.{Id}\")] public sealed record A(string Id); [Event(\"{Id}.y\")] public sealed record {|TB1012:B|}(string Id);")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("[Event(\"x.{Id}\")] public sealed record A(string Id); [Event(\"x.y.z\")] public sealed record B;")]
    [InlineData("[Event(\"x.{Id}.a\")] public sealed record A(string Id); [Event(\"x.y.b\")] public sealed record B;")]
    [InlineData("[Event(\"x.{Id}\")] public sealed record A(string Id); [Event(\"y.{Id}\")] public sealed record B(string Id);")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
