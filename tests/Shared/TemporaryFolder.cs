namespace TypedBus.Tests.Shared;

/// <summary>A folder of a test's own, which goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Gets where it is.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("typedbus-").FullName;

    /// <summary>Gives the path of something in it.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
