using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2021.</summary>
public sealed class EmptyCatchAllTests
{
    [Theory]
    [InlineData("public sealed class Billing { [Handler] public void M(IMoved m) { } } public interface IMoved;")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("public interface IMoved; public sealed class Log { [Handler] public void {|TB2021:M|}(IMoved m) { } }")]
    [InlineData("public abstract class Old; public sealed class Log { [Handler] public void {|TB2021:M|}(Old o) { } }")]
    [InlineData("public sealed class Log { [Handler] public void M(object o) { } }")]
    [InlineData("public sealed class Log { [Handler] public void M(IEquatable<Placed> o) { } }")]
    [InlineData("public sealed class Log { [Handler] public void M(ValueType o) { } }")]
    public Task Application_IsTold_OfWhatNoEventIs(string source) =>
        RuleTest<DeclarationAnalyzer>.VerifyApplicationAsync("return;\n" + source);
}
