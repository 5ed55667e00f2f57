using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>
/// Reads what an event is as bytes. Generator and analyzers read it here alone, so that what is written is what is checked.
/// </summary>
internal static class WireReader
{
    private static readonly TypeReadings<Reading<WireShape>> _readings = new();

    /// <summary>Tells whether the assembly that is compiled has serializers generated: it references the library's package for them.</summary>
    public static bool IsWanted(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name == KnownNames.WireLibrary)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Reads an event of the assembly that is compiled. One that is not finished, so that the compiler itself has something to say about it,
    /// is neither legal nor a violation.
    /// </summary>
    public static Reading<WireShape> Read(EventShape @event, Compilation compilation) =>
        _readings.Get(@event.Type, compilation, (_, _) => ReadOnce(@event, compilation));

    private static Reading<WireShape> ReadOnce(EventShape @event, Compilation compilation)
    {
        var types = new WireTypeReader(compilation, $"Event '{@event.Type.FullName()}'");
        var root = types.ReadEvent(@event.Type);
        if (types.Violation is { } violation)
        {
            return violation;
        }

        return root is null ? default(Reading<WireShape>) : new WireShape(@event, root, types.Objects);
    }
}
