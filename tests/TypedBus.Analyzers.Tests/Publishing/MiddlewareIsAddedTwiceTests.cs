using TypedBus.Analyzers.Publishing;
using TypedBus.CodeFixes.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>The fix of TB3010; what is reported is tried in <see cref="SetupTests"/>.</summary>
public sealed class MiddlewareIsAddedTwiceTests
{
    [Theory]
    [InlineData("bus.UseCorrelationId().{|TB3010:UseCorrelationId|}().UseTimeout(t);", "bus.UseCorrelationId().UseTimeout(t);")]
    [InlineData("bus.UseCorrelationId();\n        bus.{|TB3010:UseCorrelationId|}();", "bus.UseCorrelationId();")]
    [InlineData("bus.UseTimeout(t).{|TB3010:UseTimeout|}(t);", "bus.UseTimeout(t).{|TB3010:UseTimeout|}(t);")]
    public Task It_is_mended(string statements, string mended) =>
        RuleTest<SetupAnalyzer>.VerifyFixAsync<MiddlewareIsAddedTwiceCodeFix>(Method(statements), Method(mended));

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
