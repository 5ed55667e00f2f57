using System.Runtime.CompilerServices;
using DiffPlex.Renderer;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>
/// Compares text with a file beside the test, in Verify's convention: <c>Test.Name#File.verified.cs</c>, with what came instead in
/// <c>.received.cs</c>. With UPDATE_SNAPSHOTS=1 in the environment what comes is accepted.
/// </summary>
internal static class Snapshot
{
    private static readonly string _version = typeof(TypedBusGenerator).Assembly.GetName().Version!.ToString(fieldCount: 3);

    public static void Verify(
        GeneratedProject project, string file, [CallerFilePath] string testFile = "", [CallerMemberName] string testName = "")
    {
        var name = $"{Path.GetFileNameWithoutExtension(testFile)}.{testName}#{file}";
        var folder = Path.GetDirectoryName(testFile)!;
        var received = project.Files[file + ".g.cs"].Replace(_version, "VERSION");
        var (receivedFile, verifiedFile) = (Path.Combine(folder, name + ".received.cs"), Path.Combine(folder, name + ".verified.cs"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verifiedFile, received);
            return;
        }

        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile) : string.Empty;
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{name} differs:\n" + UnidiffRenderer.GenerateUnidiff(verified, received, "verified", "received"));
    }
}
