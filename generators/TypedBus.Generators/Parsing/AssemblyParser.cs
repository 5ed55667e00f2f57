using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Reads the name of the assembly that is compiled.</summary>
internal static class AssemblyParser
{
    /// <summary>Reads the assembly, or null where it does not reference the library, so that nothing may be generated.</summary>
    public static AssemblyModel? Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var name = compilation.AssemblyName ?? string.Empty;
        return compilation.ReferencedAssemblyNames.Any(static reference => reference.Name == KnownNames.Library)
            ? new AssemblyModel { Name = name, ModuleClass = Identifiers.Encode(name) + "_Module" }
            : null;
    }
}
