using System.Text;
using Microsoft.Build.Framework;

namespace TypedBus.Build;

/// <summary>Writes the topology of a built assembly, and of those that it references, to a file; one that has it already is left alone.</summary>
public sealed class WriteTopology : ITask
{
    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>Gets or sets the assemblies to read, the built one first.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>Gets or sets the path of the file, whose extension chooses the format: .mmd or .md, .json, .txt.</summary>
    [Required]
    public string File { get; set; } = string.Empty;

    /// <summary>Gets or sets the title of the application.</summary>
    [Required]
    public string Title { get; set; } = string.Empty;

    /// <summary>Gets or sets the version of the application.</summary>
    [Required]
    public string Version { get; set; } = string.Empty;

    /// <inheritdoc/>
    public bool Execute()
    {
        try
        {
            var topology = MetadataTopology.Read(Assemblies.Select(static assembly => assembly.ItemSpec));
            if (Format(topology) is not { } text)
            {
                LogError($"TypedBusTopology is '{File}', whose extension names no format. Make it .mmd, .md, .json or .txt.");
                return false;
            }

            WriteIfChanged(text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            LogError($"The topology cannot be written to '{File}': {exception.Message}");
            return false;
        }
    }

    private string? Format(Topology topology) => Path.GetExtension(File).ToLowerInvariant() switch
    {
        ".mmd" => topology.ToMermaid(),
        ".md" => $"# {Title}\n\n```mermaid\n{topology.ToMermaid()}```\n",
        ".json" => topology.ToAsyncApi(Title, Version),
        ".txt" => topology.ToTable(),
        _ => null,
    };

    // The time of a file that says the same stays as it is, so that nothing is built again for it.
    private void WriteIfChanged(string text)
    {
        if (System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) == text)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
        System.IO.File.WriteAllText(File, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private void LogError(string message) => BuildEngine.LogErrorEvent(new BuildErrorEventArgs(
        subcategory: null, code: null, file: null, lineNumber: 0, columnNumber: 0, endLineNumber: 0, endColumnNumber: 0,
        message, helpKeyword: null, senderName: nameof(WriteTopology)));
}
