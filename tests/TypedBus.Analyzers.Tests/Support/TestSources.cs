using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TypedBus.Analyzers.Tests.Support;

/// <summary>What all compilations of these tests have in common.</summary>
internal static class TestSources
{
    /// <summary>The usings of a new project, and two events.</summary>
    public const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TypedBus;

        [Event("placed")] public sealed record Placed(int Id);
        [Event("billed")] public readonly record struct Billed(int Id);
        public interface ILedger;
        """;

    private static readonly string[] _library =
    [
        "TypedBus.dll",
        "Microsoft.Extensions.DependencyInjection.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Hosting.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
    ];

    private static readonly string[] _messagePack = ["TypedBus.MessagePack.dll", "MessagePack.dll", "MessagePack.Annotations.dll"];

    /// <summary>Gets a name for no reference at all: the testing packages would download the framework's.</summary>
    public static ReferenceAssemblies NoReferences { get; } = new("net10.0");

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        .. _library.Select(Reference),
    ];

    /// <summary>Gets the package for which serializers are generated, and what it depends on.</summary>
    public static ImmutableArray<MetadataReference> MessagePack { get; } = [.. _messagePack.Select(Reference)];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    public static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    /// <summary>Makes a compilation of the sources alone, without the common ones.</summary>
    public static CSharpCompilation Compile(params IEnumerable<string> sources) => CSharpCompilation.Create(
        "App", sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"File{index}.cs")), References, Options);

    /// <summary>Runs all rules of the product, beside files of the project that are no sources.</summary>
    public static ImmutableArray<Diagnostic> RunAll(Compilation compilation, params IEnumerable<AdditionalText> files) =>
        compilation.WithAnalyzers(Product.Analyzers, new AnalyzerOptions([.. files])).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private static PortableExecutableReference Reference(string file) => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, file));
}
