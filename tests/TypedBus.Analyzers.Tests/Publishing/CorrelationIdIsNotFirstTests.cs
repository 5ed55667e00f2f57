using TypedBus.Analyzers.Publishing;
using TypedBus.CodeFixes.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>The fix of TB3009; what is reported is tried in <see cref="SetupTests"/>.</summary>
public sealed class CorrelationIdIsNotFirstTests
{
    [Theory]
    [InlineData("bus.UseTimeout(t).{|TB3009:UseCorrelationId|}();", "bus.UseCorrelationId().UseTimeout(t);")]
    [InlineData("bus.UseTimeout(t).{|TB3009:UseCorrelationId|}().UseThrottle(1, t);", "bus.UseCorrelationId().UseTimeout(t).UseThrottle(1, t);")]
    [InlineData("bus.Handler(\"a\").UseTimeout(t).{|TB3009:UseCorrelationId|}();", "bus.Handler(\"a\").UseCorrelationId().UseTimeout(t);")]
    [InlineData("bus.UseTimeout(t);\n        bus.{|TB3009:UseCorrelationId|}();", "bus.UseCorrelationId();\n        bus.UseTimeout(t);")]
    [InlineData("bus.UseTimeout(t); bus.UseThrottle(1, t).{|TB3009:UseCorrelationId|}();", "bus.UseTimeout(t); bus.UseThrottle(1, t).{|TB3009:UseCorrelationId|}();")]
    public Task It_is_mended(string statements, string mended) =>
        RuleTest<SetupAnalyzer>.VerifyFixAsync<CorrelationIdIsNotFirstCodeFix>(Method(statements), Method(mended));

    private static string Method(string statements) => $$"""
        public static class App
        {
            public static void M(EventBusBuilder bus, TimeSpan t)
            {
                {{statements}}
            }
        }
        """;
}
