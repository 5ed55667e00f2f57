using TypedBus.Analyzers.Publishing;

namespace TypedBus.Analyzers.Tests.Publishing;

/// <summary>TB3003.</summary>
public sealed class DispatchInOwnHandlerTests
{
    [Theory]
    [InlineData("[Handler] public async Task M(Placed placed) => await bus.{|TB3003:DispatchAsync|}(placed);")]
    [InlineData("[Handler] public async Task M(Placed placed) { async Task Again() => await bus.{|TB3003:DispatchAsync|}(new Placed(1)); await Again(); }")]
    [InlineData("[Handler] public async Task M(object any) => await bus.{|TB3003:DispatchAsync|}(new Placed(1));")]
    [InlineData("[Handler(MaxBatch = 2)] public async Task M(IReadOnlyList<Placed> placed) => await bus.{|TB3003:DispatchAsync|}(placed[0]);")]
    public Task The_own_event_is_reported(string handler) => VerifyAsync(handler);

    [Theory]
    [InlineData("[Handler] public async Task M(Placed placed) => await bus.DispatchAsync(new Billed(1));")]
    [InlineData("[Handler] public async Task M(Placed placed) => await bus.PublishAsync(new Placed(1));")]
    [InlineData("[Handler(Dispatch = false)] public async Task M(Placed placed) => await bus.DispatchAsync(placed);")]
    [InlineData("[Handler(Subject = \"billed.>\")] public async Task M(object any) => await bus.DispatchAsync(new Placed(1));")]
    [InlineData("[Handler] public async Task M(IDisposable any) => await bus.DispatchAsync(new Placed(1));")]
    [InlineData("public async Task M(Placed placed) => await bus.DispatchAsync(placed);")]
    public Task CloseBy_IsNothing(string handler) => VerifyAsync(handler);

    private static Task VerifyAsync(string handler) =>
        RuleTest<PublishAnalyzer>.VerifyAsync($"public sealed class Billing(EventBus bus) {{ {handler} }}");
}
