using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>What every compilation of a test references.</summary>
internal static class TestReferences
{
    private static readonly string[] _library =
    [
        "TypedBus.dll",
        "Microsoft.Extensions.DependencyInjection.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Hosting.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
    ];

    private static readonly string[] _messagePack = ["TypedBus.MessagePack.dll", "MessagePack.dll", "MessagePack.Annotations.dll"];

    public static IReadOnlyList<MetadataReference> Framework { get; } = Net100.References.All;

    /// <summary>Gets the library and what it depends on, each time as new objects, as when it has been built again.</summary>
    public static IEnumerable<MetadataReference> CreateLibrary() => _library.Select(Create);

    /// <summary>Gets the package for which serializers are generated, and what it depends on.</summary>
    public static IEnumerable<MetadataReference> CreateMessagePack() => _messagePack.Select(Create);

    private static MetadataReference Create(string file) =>
        MetadataReference.CreateFromImage(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file)));
}
