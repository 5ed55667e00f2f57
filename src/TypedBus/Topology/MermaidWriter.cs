using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TypedBus;

/// <summary>Writes a topology as a flowchart of Mermaid's.</summary>
internal static class MermaidWriter
{
    public static string Write(Topology topology)
    {
        var lines = new List<string> { "flowchart LR" };
        foreach (var known in topology.Events)
        {
            var subject = known.Subject is null ? string.Empty : "<br/>" + Label(known.Subject);
            var isTaken = topology.Handlers.Any(handler => handler.Events.Contains(known.Name));
            lines.Add($"    {Event(known.Name)}[\"{Label(known.Name)}{subject}\"]{(isTaken ? null : ":::unhandled")}");
        }

        foreach (var handler in topology.Handlers)
        {
            var group = handler.Group is null ? string.Empty : "<br/>group " + Label(handler.Group);
            var mark = handler.IsAdded ? ":::added" : handler.Runs ? string.Empty : ":::elsewhere";
            lines.Add($"    {Handler(handler)}([\"{Label(handler.Name)}{group}\"]){mark}");
        }

        foreach (var handler in topology.Handlers)
        {
            var filter = handler.Filter is null ? string.Empty : $"|\"{Label(handler.Filter)}\"|";
            lines.AddRange(handler.Events.Select(known => $"    {Event(known)} -->{filter} {Handler(handler)}"));
            if (handler.Result is { } result)
            {
                lines.Add($"    {Handler(handler)} --> {Event(result)}");
            }
        }

        // What nobody takes, what does not run here, and what was added at run time differ by their outlines.
        lines.Add("    classDef unhandled stroke-dasharray: 2 2");
        lines.Add("    classDef elsewhere stroke-dasharray: 6 3,opacity: 0.5");
        lines.Add("    classDef added stroke-width: 3px");
        return string.Concat(lines.Select(static line => line + "\n"));
    }

    private static string Event(string name) => "e_" + Identifier(name);

    private static string Handler(TopologyHandler handler) => "h_" + Identifier(handler.Name);

    // By name rather than by number, so that what is added changes no other line. Only a dot becomes one underscore before a letter: no two
    // names become the same.
    private static string Identifier(string name)
    {
        var identifier = new StringBuilder(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsAsciiLetterOrDigit(name[index]))
            {
                identifier.Append(name[index]);
            }
            else if (name[index] == '.' && index + 1 < name.Length && char.IsAsciiLetterOrDigit(name[index + 1]))
            {
                identifier.Append('_');
            }
            else
            {
                identifier.Append("__").Append(((int)name[index]).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return identifier.ToString();
    }

    private static string Label(string text) =>
        text.Replace("#", "#35;").Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;");
}
