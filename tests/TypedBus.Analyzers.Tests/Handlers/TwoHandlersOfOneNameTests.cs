using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2019.</summary>
public sealed class TwoHandlersOfOneNameTests
{
    [Theory]
    [InlineData("public sealed class Billing { [Handler(Name = \"n\")] public void A(Placed p) { } [Handler(Name = \"n\")] public void {|TB2019:B|}(Placed p) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void A(Placed p) { } [Handler] public void {|TB2019:A|}(Placed p, CancellationToken t) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void A(Placed p) { } } public sealed class Z { [Handler(Name = \"Billing.A.Placed\")] public void {|TB2019:B|}(Billed b) { } }")]
    public Task Triggers(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);

    [Theory]
    [InlineData("public sealed class Billing { [Handler] public void A(Placed p) { } [Handler] public void A(Billed b) { } }")]
    [InlineData("public sealed class Billing { [Handler(Name = \"n\")] public void A(Placed p) { } [Handler(Name = \"N\")] public void B(Placed p) { } }")]
    [InlineData("public class Log<T> { [Handler] public void Write(T t) { } } public sealed class A : Log<Placed>; public sealed class B : Log<Placed>;")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
