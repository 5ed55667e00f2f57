using TypedBus.Analyzers.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3009, TB3010 and TB3012.</summary>
public sealed class SetupTests
{
    [Theory]
    [InlineData("bus.UseTimeout(t).{|TB3009:UseCorrelationId|}();")]
    [InlineData("bus.UseTimeout(t); bus.{|TB3009:UseCorrelationId|}();")]
    [InlineData("bus.Use(next => next); bus.Retry(r => { }).{|TB3009:UseCorrelationId|}();")]
    [InlineData("bus.Handler(\"a\").UseTimeout(t).{|TB3009:UseCorrelationId|}();")]
    [InlineData("bus.UseCorrelationId().{|TB3010:UseCorrelationId|}();")]
    [InlineData("bus.UseCorrelationId(); bus.UseTimeout(t); bus.{|TB3010:UseCorrelationId|}();")]
    [InlineData("bus.UseTimeout(t).{|TB3010:UseTimeout|}(t);")]
    [InlineData("bus.Use<Mine>().Use(next => next).{|TB3010:Use<Mine>|}();")]
    public Task Middleware_in_vain_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("bus.UseCorrelationId().UseTimeout(t);")]
    [InlineData("bus.UseTimeout(t).UseThrottle(1, t).UseTimeout(t);")]
    [InlineData("bus.UseThrottle(1, t).UseThrottle(100, t);")]
    [InlineData("bus.UseRecoverer(e => e is IOException).UseRecoverer(e => e is FormatException);")]
    [InlineData("bus.Handler(\"a\").UseTimeout(t); bus.Handler(\"b\").UseCorrelationId();")]
    [InlineData("bus.Handler(\"a\").UseTimeout(t); bus.UseCorrelationId();")]
    [InlineData("bus.Handler(\"a\").UseTimeout(t); bus.Handler(\"b\").UseTimeout(t);")]
    [InlineData("bus.Use<Mine>().Use<Other>();")]
    [InlineData("if (t == default) { bus.UseTimeout(t); } else { bus.UseTimeout(t); }")]
    public Task CloseBy_IsNothing(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("services.AddTypedBus([]); services.{|TB3012:AddTypedBus|}([]);")]
    [InlineData("services.AddTypedBus([]).{|TB3012:AddTypedBus|}([]);")]
    [InlineData("var own = new ServiceCollection(); own.AddSingleton(\"a\").AddTypedBus([]).AddSingleton(\"b\"); own.AddSingleton(\"c\").{|TB3012:AddTypedBus|}([]);")]
    [InlineData("services.AddTypedBus([]); other.AddTypedBus([]);")]
    [InlineData("new ServiceCollection().AddTypedBus([]); new ServiceCollection().AddTypedBus([]);")]
    [InlineData("if (services.Count > 0) { services.AddTypedBus([]); } else { services.AddTypedBus([], bus => { }); }")]
    public Task A_bus_is_added_once(string statements) => RuleTest<SetupAnalyzer>.VerifyAsync(
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        public static class App { public static void M(IServiceCollection services, IServiceCollection other) { {{statements}} } }
        """);

    private static Task VerifyAsync(string statements) => RuleTest<SetupAnalyzer>.VerifyAsync(
        $$"""
        public static class App { public static void M(EventBusBuilder bus, TimeSpan t) { {{statements}} } }
        public class Mine : IEventMiddleware { public ValueTask InvokeAsync(EventContext context, EventDelegate next) => next(context); }
        public class Other : Mine;
        """);
}
