using TypedBus.Analyzers.Bodies;
using TypedBus.CodeFixes.Handlers;

namespace TypedBus.Analyzers.Tests.Handlers;

/// <summary>TB2032.</summary>
public sealed class SynchronousCallTests
{
    [Fact]
    public Task The_twin_is_awaited_with_the_token_at_hand() => RuleTest<BodyAnalyzer>.VerifyFixAsync<SynchronousCallCodeFix>(
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token, Stream stream, TextReader reader, byte[] bytes)
            {
                await Task.Yield();
                var text = {|TB2032:File.ReadAllText("a")|}.Trim() + {|TB2032:reader.ReadLine()|};
                var count = {|TB2032:stream.Read(bytes, 0, 1)|};
                {|TB2032:stream.Flush()|};
                {|TB2032:File.WriteAllText(contents: "a", path: "b")|};
            }

            [Handler]
            public void B(Placed placed, TextWriter writer) => {|TB2032:writer.WriteLine("a")|};
        }
        """,
        """
        public sealed class Billing
        {
            [Handler]
            public async Task A(Placed placed, CancellationToken token, Stream stream, TextReader reader, byte[] bytes)
            {
                await Task.Yield();
                var text = (await File.ReadAllTextAsync("a", token)).Trim() + await reader.ReadLineAsync(token);
                var count = await stream.ReadAsync(bytes, 0, 1, token);
                await stream.FlushAsync(token);
                await File.WriteAllTextAsync(contents: "a", path: "b", cancellationToken: token);
            }

            [Handler]
            public async Task B(Placed placed, TextWriter writer) => await writer.WriteLineAsync("a");
        }
        """);

    [Fact]
    public Task Commands_and_requests_wait_too() => RuleTest<BodyAnalyzer>.VerifyAsync(
        """
        using System.Data.Common;
        using System.Net.Http;

        public sealed class Billing(DbCommand command, HttpClient client, HttpRequestMessage request)
        {
            [Handler] public void A(Placed placed) => {|TB2032:command.ExecuteNonQuery()|};
            [Handler] public void B(Placed placed) => {|TB2032:client.Send(request)|};
        }
        """);

    [Theory]
    [InlineData("public void M(Placed p) => File.ReadAllText(\"a\");")]
    [InlineData("[Handler] public void M(Placed p, MemoryStream s) => s.Flush();")]
    [InlineData("[Handler] public void M(Placed p, StringWriter w) => w.Write(1);")]
    [InlineData("[Handler] public void M(Placed p) => Console.WriteLine(Path.Combine(\"a\", \"b\") + File.Exists(\"a\"));")]
    [InlineData("[Handler] public void M(Placed p) => Load(); private void Load() { } private Task LoadAsync() => Task.CompletedTask;")]
    [InlineData("[Handler] public void M(Placed p, System.Data.Common.DbDataReader r) => r.IsDBNull(0);")]
    public Task CloseBy_IsNothing(string method) =>
        RuleTest<BodyAnalyzer>.VerifyAsync($"public sealed class Billing {{ {method} }}");
}
