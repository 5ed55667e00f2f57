using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Analyzers.Tests;

/// <summary>Runs an analyzer over source and applies a fix, once or to all that it can mend.</summary>
internal static class CodeFixTest
{
    public static async Task<string> FixOne(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = CreateDocument(workspace, source);
        foreach (var diagnostic in await Analyze(document, analyzer))
        {
            if (await FindAction(document, fix, diagnostic) is { } action)
            {
                return await Apply(document, action);
            }
        }

        return source;
    }

    public static async Task<string> FixAll(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string source, string equivalenceKey)
    {
        using var workspace = new AdhocWorkspace();
        var document = CreateDocument(workspace, source);
        var diagnostics = (await Analyze(document, analyzer)).ToImmutableArray();
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, equivalenceKey, fix.FixableDiagnosticIds, new Known(diagnostics), CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await Apply(document, action!);
    }

    private static Document CreateDocument(AdhocWorkspace workspace, string source)
    {
        var library = new[] { "TypedBus.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll" }
            .Select(static file => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, file)));
        return workspace.AddProject("App", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithMetadataReferences([.. Net100.References.All, .. library])
            .AddDocument("App.cs", source);
    }

    private static async Task<IEnumerable<Diagnostic>> Analyze(Document document, DiagnosticAnalyzer analyzer)
    {
        var compilation = await document.Project.GetCompilationAsync();
        return (await compilation!.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync())
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }

    private static async Task<CodeAction?> FindAction(Document document, CodeFixProvider fix, Diagnostic diagnostic)
    {
        CodeAction? found = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => found ??= action, CancellationToken.None));
        return found;
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
