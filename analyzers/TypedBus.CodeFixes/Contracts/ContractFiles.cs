using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>Writes lines into a project's contracts files.</summary>
internal static class ContractFiles
{
    private const string Shipped = "TypedBus.Contracts.Shipped.txt";
    private const string Unshipped = "TypedBus.Contracts.Unshipped.txt";

    /// <summary>
    /// Adds lines at their places in the order to what is not shipped. One that says another thing of the same is replaced where it stands.
    /// </summary>
    public static async Task<Solution> AddAsync(Project project, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var added = lines.Where(static line => line.Length > 0)
            .GroupBy(SubjectOf, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        foreach (var file in project.AdditionalDocuments.Where(static file => IsNamed(file, Shipped) || IsNamed(file, Unshipped)).ToArray())
        {
            var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var changes = new List<TextChange>();
            foreach (var line in text.Lines)
            {
                if (SubjectOf(line.ToString()) is var subject && added.TryGetValue(subject, out var changed))
                {
                    changes.Add(new TextChange(line.Span, changed));
                    added.Remove(subject);
                }
            }

            project = project.Solution.WithAdditionalDocumentText(file.Id, text.WithChanges(changes)).GetProject(project.Id)!;
        }

        return await InsertAsync(project, added.Values, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Solution> InsertAsync(Project project, ICollection<string> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return project.Solution;
        }

        var sorted = lines.OrderBy(static line => line, LineOrder.Instance).ToArray();
        if (project.AdditionalDocuments.FirstOrDefault(static file => IsNamed(file, Unshipped)) is { } unshipped)
        {
            var text = await unshipped.GetTextAsync(cancellationToken).ConfigureAwait(false);
            return project.Solution.WithAdditionalDocumentText(unshipped.Id, Insert(text, sorted));
        }

        // There is one of the two, or nothing would have been reported.
        var beside = project.AdditionalDocuments.First(static file => IsNamed(file, Shipped)).FilePath;
        var path = Path.Combine(Path.GetDirectoryName(beside) ?? string.Empty, Unshipped);
        return project.AddAdditionalDocument(Unshipped, SourceText.From(string.Join("\n", sorted) + "\n"), filePath: path).Project.Solution;
    }

    // Each goes before the first that comes after it, so that a file in order stays so, and two branches seldom touch the same place.
    private static SourceText Insert(SourceText text, IEnumerable<string> sorted)
    {
        var end = text.ToString().Contains("\r\n") ? "\r\n" : "\n";
        var all = text.Lines.Select(static line => line.ToString()).ToList();
        if (all[all.Count - 1].Length == 0)
        {
            all.RemoveAt(all.Count - 1);
        }

        foreach (var line in sorted)
        {
            var next = all.FindIndex(other => IsLine(other) && LineOrder.Instance.Compare(other, line) > 0);
            all.Insert(next < 0 ? all.Count : next, line);
        }

        return SourceText.From(string.Concat(all.Select(line => line + end)), text.Encoding, text.ChecksumAlgorithm);
    }

    private static bool IsLine(string text) => text.Length > 0 && text[0] != '#';

    // What a line is about, whatever it says of it: 'event orders.placed v1 =', 'type Shop.Line [2]', 'subscription billing'.
    private static string SubjectOf(string line)
    {
        if (line.StartsWith("subscription ", StringComparison.Ordinal))
        {
            return line.LastIndexOf(" on ", StringComparison.Ordinal) is var on and > 0 ? line.Substring(0, on) : line;
        }

        foreach (var mark in new[] { " = ", "]", ": " })
        {
            var end = line.IndexOf(mark, StringComparison.Ordinal);
            if (end > 0)
            {
                return line.Substring(0, end);
            }
        }

        return line;
    }

    private static bool IsNamed(TextDocument file, string name) =>
        string.Equals(Path.GetFileName(file.FilePath ?? file.Name), name, StringComparison.OrdinalIgnoreCase);
}
