using TypedBus.Analyzers.Publishing;
using TypedBus.CodeFixes.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3002.</summary>
public sealed class PublishedTypeIsNoEventTests
{
    [Fact]
    public Task A_type_of_the_source_is_marked() => RuleTest<PublishAnalyzer>.VerifyFixAsync<PublishedTypeIsNoEventCodeFix>(
        """
        public static class Shop
        {
            public static async Task M(EventBus bus)
            {
                await bus.{|TB3002:PublishAsync|}(new OrderShipped(1));
                await bus.{|TB3002:DispatchAsync|}(new URLSeen());
            }
        }

        /// <summary>It is on its way.</summary>
        public sealed record OrderShipped(int Id);

        [Serializable]
        public readonly record struct URLSeen;
        """,
        """
        public static class Shop
        {
            public static async Task M(EventBus bus)
            {
                await bus.PublishAsync(new OrderShipped(1));
                await bus.DispatchAsync(new URLSeen());
            }
        }

        /// <summary>It is on its way.</summary>
        [Event("order.shipped")]
        public sealed record OrderShipped(int Id);

        [Event("url.seen")]
        [Serializable]
        public readonly record struct URLSeen;
        """);

    [Theory]
    [InlineData("await bus.{|TB3002:PublishAsync<object>|}(new Placed(1));")]
    [InlineData("IOrder order = null!; await bus.{|TB3002:PublishAsync|}(order);")]
    [InlineData("await bus.{|TB3002:PublishAsync|}(\"text\");")]
    [InlineData("Billed? billed = null; await bus.{|TB3002:PublishAsync|}(billed);")]
    [InlineData("await bus.{|TB3002:PublishAsync|}(Task.FromResult(new Placed(1)));")]
    [InlineData("await bus.{|TB3002:PublishAsync|}(new List<Placed>());")]
    [InlineData("await bus.{|TB3002:PublishAsync|}((1, 2));")]
    [InlineData("await bus.{|TB3002:PublishAsync|}(new { Id = 1 });")]
    [InlineData("await bus.{|TB3002:PublishAsync|}(new Hidden());")]
    public Task Other_types_are_reported_alone(string statement)
    {
        var source = $"public static class Shop {{ public static async Task M(EventBus bus) {{ {statement} }} private sealed class Hidden; }} public interface IOrder;";
        return RuleTest<PublishAnalyzer>.VerifyFixAsync<PublishedTypeIsNoEventCodeFix>(source, source);
    }

    [Theory]
    [InlineData("await bus.PublishAsync(new Placed(1));")]
    [InlineData("await bus.PublishAsync<Placed>(new(1));")]
    [InlineData("async Task Any<T>(T item) => await bus.PublishAsync(item);")]
    public Task CloseBy_IsNothing(string statement) => RuleTest<PublishAnalyzer>.VerifyAsync(
        $"public static class Shop {{ public static async Task M(EventBus bus) {{ await Task.Yield(); {statement} }} }}");
}
