using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>One assembly of a test, before the generator has run over it.</summary>
internal sealed record TestProject
{
    // Packages are compiled against older frameworks than the one that they run on: the SDK does not warn of it.
    private static readonly Dictionary<string, ReportDiagnostic> _sdk = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public string Name { get; init; } = "App";

    /// <summary>Gets the source files.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Gets the assemblies that this one references.</summary>
    public ImmutableArray<GeneratedProject> References { get; init; } = [];

    /// <summary>Gets whether the references are compilations, as in an editor, and not files, as in a build.</summary>
    public bool ReferencesCompilations { get; init; }

    /// <summary>Gets the extern alias under which the references are known, or null.</summary>
    public string? ReferenceAlias { get; init; }

    public bool ReferencesLibrary { get; init; } = true;

    /// <summary>Gets whether the package is referenced for which serializers are generated.</summary>
    public bool ReferencesMessagePack { get; init; }

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public CSharpCompilation CreateCompilation() => CSharpCompilation.Create(
        Name,
        Sources.Select(Parse),
        [.. TestReferences.Framework, .. CreateReferences()],
        new CSharpCompilationOptions(
            Kind,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release,
            specificDiagnosticOptions: _sdk));

    /// <summary>Creates all references but the framework's, each time as new objects.</summary>
    public IEnumerable<MetadataReference> CreateReferences()
    {
        ImmutableArray<string> aliases = ReferenceAlias is null ? default : [ReferenceAlias];
        var projects = References.Select(project => project.CreateReference(ReferencesCompilations).WithAliases(aliases));
        var messagePack = ReferencesMessagePack ? TestReferences.CreateMessagePack() : [];
        return ReferencesLibrary ? TestReferences.CreateLibrary().Concat(messagePack).Concat(projects) : projects;
    }

    // The tests' own code has no documentation, so that only generated code can be warned of.
    private static SyntaxTree Parse(string source, int index) => CSharpSyntaxTree.ParseText(
        "#pragma warning disable CS1591, RS0016, RS0041\n" + source, ParseOptions, $"Source{index}.cs", Encoding.UTF8);
}
