using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedBus.Generators;
using TypedBus.Tests.Shared;

namespace TypedBus.Analyzers.Tests.TenMistakes;

/// <summary>
/// A program with ten mistakes brings ten diagnostics, each of another rule, and when the fixes have been applied it is the mended program,
/// which brings none. The mended one is written anew with UPDATE_SNAPSHOTS=1 in the environment.
/// </summary>
public sealed class TenMistakesTests
{
    private static readonly string _mended = PathOf("Mended.cs");

    [Fact]
    public async Task Ten_mistakes_are_ten_diagnostics_and_their_fixes_leave_none()
    {
        using var workspace = new AdhocWorkspace();
        var document = AddProgram(workspace, await File.ReadAllTextAsync(PathOf("Wrong.cs")));

        var found = await FindAsync(document.Project);
        Assert.Equal(
            ["TB1004", "TB1008", "TB2002", "TB2005", "TB2006", "TB2014", "TB2031", "TB2036", "TB3001", "TB3009"],
            found.Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));

        for (var mended = 0; !found.IsEmpty; mended++)
        {
            Assert.True(mended < 10, $"What is mended brings new mistakes: {string.Join(' ', found)}");
            document = await MendAsync(document, found[0]);
            found = await FindAsync(document.Project);
        }

        var text = (await document.GetTextAsync()).ToString();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(_mended, text);
        }

        Assert.Equal(await File.ReadAllTextAsync(_mended), text);
    }

    private static string PathOf(string file) => Repository.PathOf("tests", "TypedBus.Analyzers.Tests", "TenMistakes", file);

    private static Document AddProgram(AdhocWorkspace workspace, string text)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Shop",
            "Shop",
            LanguageNames.CSharp,
            compilationOptions: TestSources.Options.WithOutputKind(OutputKind.ConsoleApplication),
            parseOptions: TestSources.ParseOptions,
            metadataReferences: TestSources.References,
            analyzerReferences: [new GeneratorReference()]));
        var usings = TestSources.Common.Split('\n').TakeWhile(static line => line.StartsWith("global using System", StringComparison.Ordinal));
        return project.AddDocument("Usings.cs", string.Join('\n', usings)).Project.AddDocument("Program.cs", SourceText.From(text));
    }

    // What the compiler says beside the rules counts, too.
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        Assert.Contains(compilation.SyntaxTrees, static tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
        var all = await compilation.WithAnalyzers(Product.Analyzers).GetAllDiagnosticsAsync();
        return
        [
            .. all.Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    private static async Task<Document> MendAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        foreach (var fix in Product.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(context);
        }

        Assert.True(actions.Count == 1, $"There are {actions.Count} fixes: {diagnostic}");
        var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> _generators = [new TypedBusGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => this;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }
}
