using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2034.</summary>
public sealed class TokenNotTakenTests
{
    [Fact]
    public Task A_token_is_added_and_passed_on() => RuleTest<BodyAnalyzer>.VerifyFixAsync<TokenNotTakenCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public async Task {|TB2034:A|}(Placed placed)
            {
                await Task.Delay(5);
                await StoreAsync(await LoadAsync(1));
                await StoreAsync(text: "a", 2);
                await foreach (var line in File.ReadLinesAsync("a"))
                {
                }
            }

            [Handler]
            public Task {|TB2034:B|}(Placed placed, EventContext context) => StoreAsync("a");

            static Task<string> LoadAsync(int id) => Task.FromResult("a");
            static Task<string> LoadAsync(int id, CancellationToken token) => Task.FromResult("a");
            static Task StoreAsync(string text, int count = 1, CancellationToken token = default) => Task.CompletedTask;
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken cancellationToken)
            {
                await Task.Delay(5, cancellationToken);
                await StoreAsync(await LoadAsync(1, cancellationToken), token: cancellationToken);
                await StoreAsync(text: "a", 2, token: cancellationToken);
                await foreach (var line in File.ReadLinesAsync("a", cancellationToken))
                {
                }
            }

            [Handler]
            public Task B(Placed placed, EventContext context) => StoreAsync("a", token: context.CancellationToken);

            static Task<string> LoadAsync(int id) => Task.FromResult("a");
            static Task<string> LoadAsync(int id, CancellationToken token) => Task.FromResult("a");
            static Task StoreAsync(string text, int count = 1, CancellationToken token = default) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_signature_of_somebody_else_stays()
    {
        const string source = """
            public interface IBilling { Task M(Placed placed); }
            public sealed class Billing : IBilling { [Handler] public Task {|TB2034:M|}(Placed placed) => Task.Delay(5); }
            """;
        return RuleTest<BodyAnalyzer>.VerifyFixAsync<TokenNotTakenCodeFix>(source, source);
    }

    [Theory]
    [InlineData("public Task M(Placed p) => Task.Delay(5);")]
    [InlineData("[Handler] public Task M(Placed p) => Task.Delay(5, CancellationToken.None);")]
    [InlineData("[Handler] public Task M(Placed p, CancellationToken token) => Task.Delay(5);")]
    [InlineData("[Handler] public Task M(Placed p) => Task.Run(() => { });")]
    [InlineData("[Handler] public Task M(Placed p) => Task.WhenAll(LoadAsync(), LoadAsync()); private Task LoadAsync() => Task.CompletedTask;")]
    [InlineData("[Handler] public Task M(Placed p) => Task.FromResult(Find(1)); private int Find(int a, CancellationToken token = default) => 1;")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing {{ {method} }}");
}
