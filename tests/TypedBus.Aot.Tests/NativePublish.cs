namespace TypedBus.Aot.Tests;

/// <summary>The programs, published natively once for all tests, into a folder that shares nothing with other builds.</summary>
public sealed class NativePublish : IAsyncLifetime
{
    private const string Configuration = "release";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _logs = [];

    /// <summary>Gets the programs that are published.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new Dictionary<string, string>
    {
        ["Quakes"] = Repository.PathOf("samples", "Quakes", "Quakes.csproj"),
        ["TypedBus.AotSmoke"] = Repository.PathOf("tests", "TypedBus.AotSmoke", "TypedBus.AotSmoke.csproj"),
    };

    /// <summary>Gives all that publishing a program printed.</summary>
    public string LogOf(string name) => _logs[name];

    /// <summary>Gives the native program.</summary>
    public string Native(string name) => _folder.PathOf("publish", name, Configuration, name);

    /// <summary>Gives the same program as the runtime compiles it.</summary>
    public string Assembly(string name) => _folder.PathOf("bin", name, Configuration, name + ".dll");

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, project) in Projects)
        {
            using var publish = ChildProcess.StartDotnet(
                "publish", project, "--configuration", Configuration, "--artifacts-path", _folder.Root);
            var result = await publish.EndAsync();
            Assert.True(result.ExitCode == 0, result.Everything);
            _logs[name] = result.Everything;
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}
