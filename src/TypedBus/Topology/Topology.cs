using System;
using System.Collections.Generic;
using System.Linq;

namespace TypedBus;

/// <summary>Who takes which event, and what comes of it: all that is known of events and handlers, at one moment.</summary>
/// <remarks>
/// Immutable, and safe for use by several threads. Its texts have their lines in a fixed order and end them alike on every system, so that
/// they can be kept under version control. What handlers publish by hand, through a context or a bus, it does not know.
/// </remarks>
public sealed class Topology
{
    internal Topology(IEnumerable<TopologyEvent> events, IEnumerable<TopologyHandler> handlers)
    {
        Handlers = [.. handlers.OrderBy(static handler => handler.Name, StringComparer.Ordinal)];
        var declared = events.ToList();
        var known = new HashSet<string>(declared.Select(static known => known.Name));
        declared.AddRange(Handlers
            .Select(static handler => handler.Result)
            .OfType<string>()
            .Where(known.Add)
            .Select(static name => new TopologyEvent { Name = name, Subject = null }));
        Events = [.. declared.OrderBy(static known => known.Name, StringComparer.Ordinal)];
    }

    /// <summary>Gets the events, in the ordinal order of their names: those that nobody handles too.</summary>
    public IReadOnlyList<TopologyEvent> Events { get; }

    /// <summary>Gets the handlers, in the ordinal order of their names: those that do not run here, and those added at run time too.</summary>
    public IReadOnlyList<TopologyHandler> Handlers { get; }

    /// <summary>Draws it as a flowchart of Mermaid's: events as boxes, handlers as rounded ones, from each event to its handlers and on to their results.</summary>
    /// <returns>The text of the flowchart.</returns>
    public string ToMermaid() => MermaidWriter.Write(this);

    /// <summary>
    /// Describes it as an AsyncAPI 3.0 document: a channel and a message for each event, and for each handler an operation that receives, and
    /// one that sends where it returns an event.
    /// </summary>
    /// <param name="title">The title of the application.</param>
    /// <param name="version">The version of the application.</param>
    /// <returns>The document, as indented JSON.</returns>
    public string ToAsyncApi(string title = "TypedBus", string version = "1.0.0") => AsyncApiWriter.Write(this, title, version);

    /// <summary>Lists it as a table in plain text: a line for each event and each of its handlers.</summary>
    /// <returns>The text of the table.</returns>
    public string ToTable() => TableWriter.Write(this);

    /// <summary>Lists it as <see cref="ToTable"/> does.</summary>
    /// <returns>The text of the table.</returns>
    public override string ToString() => ToTable();
}
