namespace TypedBus.PackageTests;

/// <summary>The library, its serializers and its test kit as users get them: packed once for all tests, under a version that no cache has seen.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Gets the version of the packed file.</summary>
    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    /// <summary>Gets the folder that holds the packed file.</summary>
    public string Feed => _folder.PathOf("feed");

    /// <summary>Gets the packed file.</summary>
    public string Package => Path.Combine(Feed, $"TypedBus.{Version}.nupkg");

    /// <summary>Gets the packed symbols.</summary>
    public string Symbols => Path.Combine(Feed, $"TypedBus.{Version}.snupkg");

    /// <summary>Gets a packages folder of these tests' own.</summary>
    public string PackagesFolder => _folder.PathOf("packages");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "TypedBus", "TypedBus.MessagePack", "TypedBus.Testing", "TypedBus.Nats" })
        {
            await PackAsync(project, $"-p:Version={Version}");
        }

        // What the client of NATS asks for, and not every feed has: here the stand-in is packed under its name.
        await PackAsync("NATS.NKeys", "-p:IsPackable=true");
    }

    private async Task PackAsync(string project, string property)
    {
        using var pack = ChildProcess.StartDotnet(
            "pack", Repository.PathOf("src", project), "--output", Feed, "--artifacts-path", _folder.PathOf("artifacts"), property);
        var result = await pack.EndAsync();
        Assert.True(result.ExitCode == 0, result.Everything);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}
