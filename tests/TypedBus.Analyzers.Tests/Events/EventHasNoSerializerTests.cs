using TypedBus.Analyzers.Declarations;
using TypedBus.CodeFixes.Events;

namespace TypedBus.Analyzers.Tests.Events;

/// <summary>TB1015.</summary>
public sealed class EventHasNoSerializerTests
{
    [Fact]
    public Task The_transport_is_taken_away() => RuleTest<DeclarationAnalyzer>.VerifyFixAsync<EventHasNoSerializerCodeFix>(
        """
        [Event("a", Transport = "nats")]
        public sealed record {|TB1015:A|}(int Id);

        [Event("b", Transport = "nats", External = true)]
        public readonly record struct {|TB1015:B|}(int Id);
        """,
        """
        [Event("a")]
        public sealed record A(int Id);

        [Event("b", External = true)]
        public readonly record struct B(int Id);
        """);

    [Fact]
    public Task What_stays_in_the_process_needs_none() => RuleTest<DeclarationAnalyzer>.VerifyAsync("""
        [Event("a", Transport = "process")]
        public sealed record A(int Id);

        [Event("b", Transport = null)]
        public sealed record B(int Id);

        [Event("c", Transport = EventBusBuilder.InProcess)]
        public sealed record C(int Id);
        """);

    [Fact]
    public void With_the_package_it_has_one()
    {
        var compilation = TestSources.Compile(TestSources.Common, """
            [Event("a", Transport = "nats")]
            public sealed record A(int Id);
            """);
        Assert.Contains(TestSources.RunAll(compilation), static diagnostic => diagnostic.Id == "TB1015");
        Assert.DoesNotContain(TestSources.RunAll(compilation.AddReferences(TestSources.MessagePack)), static diagnostic => diagnostic.Id == "TB1015");
    }
}
