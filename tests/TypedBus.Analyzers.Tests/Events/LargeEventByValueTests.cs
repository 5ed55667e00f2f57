using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1013.</summary>
public sealed class LargeEventByValueTests
{
    [Fact]
    public Task A_large_event_is_taken_by_in() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<LargeEventByValueCodeFix>(
        """
        [Event("big")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E);

        public sealed class Billing
        {
            [Handler]
            public void First(Big {|TB1013:big|}, CancellationToken cancellationToken) { }

            [Handler]
            public Billed? Second(Big {|TB1013:big|}) => null;
        }
        """,
        """
        [Event("big")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E);

        public sealed class Billing
        {
            [Handler]
            public void First(in Big big, CancellationToken cancellationToken) { }

            [Handler]
            public Billed? Second(in Big big) => null;
        }
        """);

    [Fact]
    public Task What_holds_on_to_it_or_changes_it_IsNotMended()
    {
        const string source = """
            [Event("big")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E);

            public sealed class Billing
            {
                [Handler]
                public void First(Big {|TB1013:big|}) => Task.Run(() => big.E);

                [Handler]
                public void Second(Big {|TB1013:big|}) => big = default;
            }
            """;
        return RuleTest<DeclarationAnalyzer>.VerifyFixAsync<LargeEventByValueCodeFix>(source, source);
    }

    [Theory]
    [InlineData("[Event(\"big\")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E); public sealed class Billing { [Handler] public void M(in Big b) { } }")]
    [InlineData("[Event(\"big\")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E); public sealed class Billing { [Handler] public Task M(Big b) => Task.CompletedTask; }")]
    [InlineData("[Event(\"big\")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E); public sealed class Billing { [Handler] public IEnumerable<Billed> M(Big b) { yield break; } }")]
    [InlineData("[Event(\"fit\")] public readonly record struct Fit(Guid A, Guid B, decimal C, long? D); public sealed class Billing { [Handler] public void M(Fit f) { } }")]
    [InlineData("public sealed class Billing { [Handler] public void M(Placed p) { } }")]
    [InlineData("[Event(\"big\")] public readonly record struct Big(Guid A, Guid B, Guid C, Guid D, int E); public sealed class Billing { public void M(Big b) { } }")]
    [InlineData("[Event(\"a\")] public readonly record struct A(Inner I, string S, DayOfWeek D); public readonly record struct Inner(object O, double X, byte B); public sealed class Billing { [Handler] public void M(A a) { } }")]
    public Task CloseBy_IsNothing(string source) => RuleTest<DeclarationAnalyzer>.VerifyAsync(source);
}
