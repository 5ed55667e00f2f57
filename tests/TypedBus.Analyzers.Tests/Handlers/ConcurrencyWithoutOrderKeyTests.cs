using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2022.</summary>
public sealed class ConcurrencyWithoutOrderKeyTests
{
    [Theory]
    [InlineData("[Event(\"m\")] public sealed record Moved([OrderKey] int Id) : IMoved; public interface IMoved; [Event(\"n\")] public sealed record Noted : IMoved; public sealed class Billing { [Handler(Concurrency = 2)] public void {|TB2022:M|}(IMoved m) { } }")]
    [InlineData("[Event(\"m\")] public sealed record Moved([OrderKey] int Id) : IMoved; public interface IMoved; public sealed class Billing { [Handler(Concurrency = 2)] public void {|TB2022:M|}(object m) { } }")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("[Event(\"m\")] public sealed record Moved([OrderKey] int Id) : IMoved; public interface IMoved; [Event(\"n\")] public sealed record Noted : IMoved; public sealed class Billing { [Handler] public void M(IMoved m) { } }")]
    [InlineData("[Event(\"m\")] public sealed record Moved([OrderKey] int Id) : IMoved; public interface IMoved; public sealed class Billing { [Handler(Concurrency = 2)] public void M(IMoved m) { } }")]
    [InlineData("public sealed class Billing { [Handler(Concurrency = 2)] public void M(object o) { } }")]
    [InlineData("[Event(\"m\")] public sealed record Moved([OrderKey] int Id) : IMoved; public interface IMoved; [Event(\"n\")] public sealed record Noted : IMoved; public sealed class Billing { [Handler(Concurrency = 2)] public void M(Noted m) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
