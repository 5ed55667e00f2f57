using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2002.</summary>
public sealed class InOnAsyncHandlerTests
{
    [Fact]
    public Task In_IsTakenByValue_WhenMended() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<InOnAsyncHandlerCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public Task {|TB2002:First|}(in Placed placed) => Task.CompletedTask;

            [Handler]
            public ValueTask<Billed> {|TB2002:Second|}(
                // the event
                in Placed placed) => default;

            [Handler]
            public IAsyncEnumerable<Billed> {|TB2002:Third|}(in ILedger placed) => null!;
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public Task First(Placed placed) => Task.CompletedTask;

            [Handler]
            public ValueTask<Billed> Second(
                // the event
                Placed placed) => default;

            [Handler]
            public IAsyncEnumerable<Billed> Third(ILedger placed) => null!;
        }
        """);

    [Theory]
    [InlineData("public void M(in Placed p) { }")]
    [InlineData("public Billed? M(in Placed p) => null;")]
    [InlineData("public IEnumerable<Billed> M(in Placed p) => [];")]
    [InlineData("public Task M(Placed p) => Task.CompletedTask;")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<DeclarationAnalyzer>.VerifyAsync($"public sealed class Billing {{ [Handler] {method} }}");

    // Reported at the class that inherits the handler, where there is nothing to mend.
    [Fact]
    public Task Inherited_IsReported_AndNotMended()
    {
        const string source = """
            public class Base<T> { [Handler] public Task M(in T item) => Task.CompletedTask; }
            public sealed class {|TB2002:Billing|} : Base<Placed>;
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<InOnAsyncHandlerCodeFix>(source, source);
    }
}
