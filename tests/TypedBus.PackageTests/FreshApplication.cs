namespace TypedBus.PackageTests;

/// <summary>An application of three projects, and their tests, in a folder far from this repository, which knows the library as a package alone.</summary>
internal sealed class FreshApplication : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackedLibrary _library;

    public FreshApplication(PackedLibrary library)
    {
        _library = library;
        var template = Path.Combine(AppContext.BaseDirectory, "Application");
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var copy = _folder.PathOf(Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Beside the sources that the machine has.
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{library.Feed}" />
              </packageSources>
            </configuration>
            """);
    }

    /// <summary>Writes a file, or writes over it.</summary>
    public void Write(string file, string text) => File.WriteAllText(_folder.PathOf(file.Split('/')), text);

    public string Read(string file) => File.ReadAllText(_folder.PathOf(file.Split('/')));

    public DateTime TimeOf(string file) => File.GetLastWriteTimeUtc(_folder.PathOf(file.Split('/')));

    /// <summary>Restores and builds one of its programs; every warning is an error.</summary>
    public async Task<ChildResult> BuildAsync(string program = "Shop", params string[] properties)
    {
        properties = [$"-p:TypedBusVersion={_library.Version}", $"-p:RestorePackagesPath={_library.PackagesFolder}", .. properties];
        using var build = ChildProcess.StartDotnet(["build", _folder.PathOf(program), "-warnaserror", .. properties]);
        return await build.EndAsync();
    }

    /// <summary>Runs what was built.</summary>
    public async Task<ChildResult> RunAsync(string program = "Shop", params string[] arguments)
    {
        using var running = ChildProcess.StartDotnet([_folder.PathOf(program, "bin", "Debug", "net10.0", $"{program}.dll"), .. arguments]);
        return await running.EndAsync();
    }

    public void Dispose() => _folder.Dispose();
}
