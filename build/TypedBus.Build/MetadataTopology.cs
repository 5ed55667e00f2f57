using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using TypedBus.Subjects;

namespace TypedBus.Build;

/// <summary>Reads a topology out of what generated code says of events and handlers in the metadata of assemblies, which it never loads.</summary>
public static class MetadataTopology
{
    private const string AnyType = "System.Object";

    /// <summary>Reads the assemblies of these files; those without events and handlers add nothing.</summary>
    /// <param name="files">The paths of the assemblies.</param>
    /// <returns>The topology of all of them.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="BadImageFormatException">A file is no assembly.</exception>
    public static Topology Read(IEnumerable<string> files)
    {
        var events = new List<DeclaredEvent>();
        var handlers = new List<DeclaredHandler>();
        foreach (var file in files)
        {
            using var image = new PEReader(File.OpenRead(file));
            if (image.HasMetadata)
            {
                Declarations.Read(image.GetMetadataReader(), events, handlers);
            }
        }

        var known = events.DistinctBy(static declared => declared.Type).ToList();
        return new Topology(
            known.Select(static declared => new TopologyEvent { Name = declared.Type, Subject = declared.Subject }),
            handlers.Select(handler => Describe(handler, known)));
    }

    private static TopologyHandler Describe(DeclaredHandler handler, List<DeclaredEvent> events)
    {
        var filter = handler.Filter is null ? null : new SubjectFilter(handler.Filter);
        return new TopologyHandler
        {
            Name = handler.Name,
            Takes = handler.Takes,
            Events =
            [
                .. events
                    .Where(known => IsTaken(known, handler.Takes) && filter?.Compare(known.Subject) != SubjectMatch.Never)
                    .Select(static known => known.Type)
                    .Order(StringComparer.Ordinal),
            ],
            Group = handler.Group,
            Filter = handler.Filter,
            Result = handler.Result,
        };
    }

    private static bool IsTaken(DeclaredEvent known, string type) =>
        type == known.Type || type == AnyType || (known.Bases is not null && known.Bases.Split(';').Contains(type));
}
