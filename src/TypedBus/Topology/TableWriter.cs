using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TypedBus;

/// <summary>Writes a topology as a table in plain text.</summary>
internal static class TableWriter
{
    private const string Nothing = "-";
    private const string Gap = "  ";

    private static readonly string[] _head = ["SUBJECT", "EVENT", "HANDLER", "GROUP", "FILTER", "PUBLISHES"];

    public static string Write(Topology topology)
    {
        var rows = new List<string[]> { _head };
        foreach (var known in topology.Events)
        {
            var handlers = topology.Handlers.Where(handler => handler.Events.Contains(known.Name)).ToList();
            rows.AddRange(handlers.Select(handler => Row(known.Subject, known.Name, handler)));
            if (handlers.Count == 0)
            {
                rows.Add([known.Subject ?? Nothing, known.Name, Nothing, Nothing, Nothing, Nothing]);
            }
        }

        rows.AddRange(topology.Handlers.Where(static handler => handler.Events.Count == 0).Select(static handler => Row(null, handler.Takes, handler)));
        var widths = _head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(string? subject, string taken, TopologyHandler handler)
    {
        var mark = handler.IsAdded ? " (added)" : handler.Runs ? string.Empty : " (not here)";
        return
        [
            subject ?? Nothing,
            taken,
            handler.Name + mark,
            handler.Group ?? Nothing,
            handler.Filter ?? Nothing,
            handler.Result ?? Nothing,
        ];
    }
}
