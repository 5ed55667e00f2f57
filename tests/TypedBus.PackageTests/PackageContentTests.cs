using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TypedBus.PackageTests;

/// <summary>What is in the packed file.</summary>
public sealed class PackageContentTests(PackedLibrary library)
{
    private static readonly string[] _compilerParts = ["TypedBus.Analyzers.dll", "TypedBus.Generators.dll"];

    [Fact]
    public void HasCoreAndCompilerParts()
    {
        using var package = ZipFile.OpenRead(library.Package);
        var files = package.Entries.Select(static entry => entry.FullName).ToArray();

        Assert.Subset(files.ToHashSet(), new HashSet<string> { "lib/net10.0/TypedBus.dll", "lib/net10.0/TypedBus.xml", "README.md", "TypedBus.nuspec" });
        Assert.Subset(files.ToHashSet(), _compilerParts.Select(static part => "analyzers/dotnet/cs/" + part).ToHashSet());
        Assert.Subset(files.ToHashSet(), new HashSet<string> { "buildTransitive/TypedBus.Build.dll", "buildTransitive/TypedBus.props", "buildTransitive/TypedBus.targets" });
        Assert.DoesNotContain(files, static file => file.Contains("Microsoft.", StringComparison.Ordinal));
    }

    [Fact]
    public void SymbolsAreThoseOfTheCore()
    {
        using var package = ZipFile.OpenRead(library.Package);
        using var symbols = ZipFile.OpenRead(library.Symbols);
        using var core = new PEReader(Open(package, "lib/net10.0/TypedBus.dll"));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(Open(symbols, "lib/net10.0/TypedBus.pdb"));

        var wanted = core.ReadCodeViewDebugDirectoryData(core.ReadDebugDirectory()[0]).Guid;
        var id = pdb.GetMetadataReader().DebugMetadataHeader!.Id;

        Assert.Equal(wanted, new BlobContentId(id).Guid);
    }

    [Fact]
    public void NamesLicenceAndReadmeAndDependsOnNothingOfTheCompiler()
    {
        using var package = ZipFile.OpenRead(library.Package);
        using var stream = Open(package, "TypedBus.nuspec");
        var nuspec = XDocument.Load(stream).Descendants().ToLookup(static element => element.Name.LocalName);

        Assert.Equal("MIT", Assert.Single(nuspec["license"]).Value);
        Assert.Equal("README.md", Assert.Single(nuspec["readme"]).Value);
        var dependencies = nuspec["dependency"].Select(static dependency => dependency.Attribute("id")!.Value).ToArray();
        Assert.NotEmpty(dependencies);
        Assert.All(dependencies, static id => Assert.Matches(@"^(Microsoft\.Extensions|System)\.", id));
    }

    [Fact]
    public void TheTestKitBringsItsLibraryWithTheCompilerParts()
    {
        using var package = ZipFile.OpenRead(Path.Combine(library.Feed, $"TypedBus.Testing.{library.Version}.nupkg"));
        using var stream = Open(package, "TypedBus.Testing.nuspec");
        var dependency = Assert.Single(
            XDocument.Load(stream).Descendants(),
            static element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value == "TypedBus");

        Assert.Equal(library.Version, dependency.Attribute("version")!.Value);
        Assert.Null(dependency.Attribute("exclude"));
    }

    [Fact]
    public void SerializersComeApartFromTheCore()
    {
        using var package = ZipFile.OpenRead(Path.Combine(library.Feed, $"TypedBus.MessagePack.{library.Version}.nupkg"));
        using var stream = Open(package, "TypedBus.MessagePack.nuspec");
        var dependencies = XDocument.Load(stream).Descendants().Where(static element => element.Name.LocalName == "dependency")
            .ToDictionary(static element => element.Attribute("id")!.Value, static element => element.Attribute("exclude")?.Value);

        Assert.Null(dependencies["TypedBus"]);
        Assert.Contains("MessagePack", dependencies.Keys);
    }

    [Fact]
    public void EveryCompilerPartLoadsInTheOldestCompiler()
    {
        using var package = ZipFile.OpenRead(library.Package);
        var parts = package.Entries.Where(static entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(parts);

        foreach (var part in parts)
        {
            using var file = new PEReader(Open(package, part.FullName));
            var metadata = file.GetMetadataReader();
            var roslyn = metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Where(reference => metadata.GetString(reference.Name).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                .Select(static reference => reference.Version)
                .ToArray();

            // A newer one would not be an error: the compiler would warn and leave the generator out.
            Assert.NotEmpty(roslyn);
            Assert.All(roslyn, static version => Assert.Equal(new Version(5, 0, 0, 0), version));
        }
    }

    private static MemoryStream Open(ZipArchive archive, string name)
    {
        var copy = new MemoryStream();
        using var entry = archive.GetEntry(name)!.Open();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
