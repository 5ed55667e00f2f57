using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Finds the module that a referenced assembly announces.</summary>
internal static class ReferencedModuleParser
{
    /// <summary>Reads a reference, or null where it has no module or cannot be read.</summary>
    public static ModuleReferenceModel? Parse(MetadataReference reference, CancellationToken cancellationToken)
    {
        var alias = reference.Properties.Aliases is [var first, ..] aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias)
            ? first
            : MetadataReferenceProperties.GlobalAlias;
        return reference switch
        {
            CompilationReference source => ReadCompilation(source.Compilation, alias),
            PortableExecutableReference file => ReadFile(file, alias),
            _ => null,
        };
    }

    private static ModuleReferenceModel? ReadCompilation(Compilation compilation, string alias)
    {
        var attribute = compilation.Assembly.FindAttribute(KnownNames.Runtime, KnownNames.EventModuleAttribute);
        return attribute?.ConstructorArguments is [{ Value: INamedTypeSymbol module }]
            ? new ModuleReferenceModel { Assembly = compilation.Assembly.Name, Type = module.FullName(), Alias = alias }
            : null;
    }

    private static ModuleReferenceModel? ReadFile(PortableExecutableReference reference, string alias)
    {
        try
        {
            return reference.GetMetadata() is AssemblyMetadata assembly
                && ModuleMetadataReader.Read(assembly.GetModules()[0].GetMetadataReader()) is var (name, type)
                    ? new ModuleReferenceModel { Assembly = name, Type = type, Alias = alias }
                    : null;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // The compiler reports a file that it cannot read.
            return null;
        }
    }
}
