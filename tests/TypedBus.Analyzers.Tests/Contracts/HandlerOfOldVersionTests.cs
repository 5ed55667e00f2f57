using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>TB4023.</summary>
public sealed class HandlerOfOldVersionTests
{
    private const string Two = "[Event(\"x\")] public sealed record V1; [Event(\"x\", Version = 2)] public sealed record V2; ";
    private const string Up = "public static class U { [Upcast] public static V2 Up(V1 old) => new(); } ";

    [Theory]
    [InlineData(Two + Up + "public sealed class H { [Handler] public void {|TB4023:On|}(V1 v) { } }")]
    [InlineData(Two + Up + "public sealed class H { [Handler] public void {|TB4023:On|}(V1 v) { } [Handler] public void Also(V2 v) { } }")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData(Two + Up + "public sealed class H { [Handler] public void On(V2 v) { } }")]
    [InlineData(Two + "public sealed class H { [Handler] public void On(V1 v) { } [Handler] public void Also(V2 v) { } }")]
    [InlineData(Two + Up + "[Event(\"y\")] public sealed record Y; public sealed class H { [Handler] public void On(Y y) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
