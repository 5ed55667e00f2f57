using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>TB4022.</summary>
public sealed class UpcasterIsMissingTests
{
    private const string Two = "[Event(\"x\")] public sealed record V1; [Event(\"x\", Version = 2)] public sealed record V2;";

    [Theory]
    [InlineData(
        "[Event(\"x\")] public sealed record V1; [Event(\"x\", Version = 2)] public sealed record {|TB4022:V2|}; "
        + "[Event(\"x\", Version = 3)] public sealed record V3; public static class U { [Upcast] public static V2 Up(V1 old) => new(); }")]
    [InlineData(
        "[Event(\"x\")] public sealed record {|TB4022:V1|}; [Event(\"x\", Version = 2)] public sealed record V2; "
        + "[Event(\"x\", Version = 3)] public sealed record V3; public static class U { [Upcast] public static V3 Up(V2 old) => new(); }")]
    [InlineData(
        "[Event(\"x\")] public sealed record {|TB4022:V1|}; [Event(\"x\", Version = 3)] public sealed record V3; "
        + "[Event(\"x\", Version = 4)] public sealed record V4; public static class U { [Upcast] public static V4 Up(V3 old) => new(); }")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData(Two)]
    [InlineData(Two + " public static class U { [Upcast] public static V2 Up(V1 old) => new(); }")]
    [InlineData(
        Two + " public static class U { [Upcast] public static V2 Up(V1 old) => new(); } "
        + "[Event(\"y\")] public sealed record Y1; [Event(\"y\", Version = 2)] public sealed record Y2;")]
    [InlineData(
        Two + " [Event(\"x\", Version = 3)] public sealed record V3; "
        + "public static class U { [Upcast] public static V2 Up(V1 old) => new(); [Upcast] public static V3 Up(V2 old) => new(); }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
