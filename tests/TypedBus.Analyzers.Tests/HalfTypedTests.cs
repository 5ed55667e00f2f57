using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Analyzers.Tests.Docs;
using TypedBus.Tests;
using TypedBus.Tests.Shared;
using TypedBus.Tests.Support;

namespace TypedBus.Analyzers.Tests;

/// <summary>
/// A half-typed program is the normal case: sources of this repository, cut off or with a piece cut out, throw no rule off its feet, and
/// no rule points outside the file. One file is cut at every token, and with TYPEDBUS_LONG=1 five are.
/// </summary>
public sealed class HalfTypedTests
{
    private const int Cuts = 2_000;
    private const int FilesOfCompilation = 20;

    private const int LongestFile = 6_000;

    private static readonly string[] _thorough =
    [
        "samples/Greetings/Greeter.cs",
        "samples/Quakes/Statistics.cs",
        "tests/TypedBus.AotSmoke/Handlers.cs",
        "tests/TypedBus.Tests/Routing/BaseTypeTests.cs",
        "tests/TypedBus.Tests/Routing/FilterTests.cs",
    ];

    // The samples' and the tests' own files but for the long ones, and all that is illegal, where the rules have most to say.
    private readonly string[] _sources =
    [
        .. new[] { "samples", "tests" }
            .SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Where(static text => text.Length is > 0 and < LongestFile),
        .. IllegalShapes.Names.Select(static name => IllegalShapes.SourceOf(name.Data)),
        .. Product.Rules.SelectMany(static rule => RulePage.Read(rule.Id).ExamplesOf("Bad")).Select(static example => RulePage.Beside + example),
    ];

    private readonly CSharpCompilation _empty = TestSources.Compile();

    // What the sources are when they are whole, so that events are compared with it as they are typed.
    private readonly TextFile _contracts = new(
        "TypedBus.Contracts.Shipped.txt",
        RulePage.ContractsBeside + File.ReadAllText(Repository.PathOf("samples", "Quakes", "TypedBus.Contracts.Unshipped.txt")));

    [Fact]
    public void Random_Cuts_Upset_No_Rule()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage("Seed {0}.", seed);
        var random = new Random(seed);
        var reported = 0;
        for (var cut = 0; cut < Cuts; cut += FilesOfCompilation)
        {
            reported += Check([.. Enumerable.Range(0, FilesOfCompilation).Select(_ => CutAtRandom(random))], $"seed {seed}, cut {cut}");
        }

        Assert.True(reported > 0, "No rule has spoken at all.");
    }

    [Fact]
    public void Cuts_At_Every_Token_Upset_No_Rule()
    {
        foreach (var file in _thorough.Take(TestRun.Long ? _thorough.Length : 1))
        {
            var text = File.ReadAllText(Repository.PathOf(file));
            foreach (var token in CSharpSyntaxTree.ParseText(text, TestSources.ParseOptions).GetRoot().DescendantTokens())
            {
                Check([text[..token.SpanStart]], $"{file} before {token.SpanStart}");
                Check([text[..token.SpanStart] + text[token.Span.End..]], $"{file} without {token.Span}");
            }
        }
    }

    private string CutAtRandom(Random random)
    {
        var text = _sources[random.Next(_sources.Length)];
        var start = random.Next(text.Length);
        return random.Next(2) == 0 ? text[..start] : text.Remove(start, random.Next(Math.Min(120, text.Length - start)));
    }

    private int Check(string[] sources, string what)
    {
        var compilation = _empty.AddSyntaxTrees(
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, TestSources.ParseOptions, $"File{index}.cs")));
        var diagnostics = TestSources.RunAll(compilation, _contracts);
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.True(diagnostic.Id != "AD0001", $"{what}: {diagnostic.GetMessage()}");
            Assert.True(IsInside(diagnostic.Location, compilation), $"{what}: {diagnostic} is outside its file.");
        });
        return diagnostics.Length;
    }

    private bool IsInside(Location location, Compilation compilation) => location.SourceTree is { } tree
        ? compilation.ContainsSyntaxTree(tree) && location.SourceSpan.End <= tree.Length
        : location.GetLineSpan().Path == _contracts.Path && location.SourceSpan.End <= _contracts.GetText().Length;
}
