using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>
/// Which events referenced assemblies publish and hear of. Each generic call that an assembly makes is a row of its metadata, so that no
/// method body has to be read; what their handlers take, their generated modules have announced.
/// </summary>
internal sealed class ReferencedUses
{
    public HashSet<string> Published { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Heard { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what handlers take and return, and their filters: those of referenced assemblies.</summary>
    public List<AnnouncedHandler> Handlers { get; } = [];

    /// <summary>Gets whether one of the assemblies makes a bus.</summary>
    public bool MakesBus { get; private set; }

    /// <summary>Gets whether there are references that have no metadata: projects that are open in an editor.</summary>
    public bool IsIncomplete { get; private set; }

    public static ReferencedUses Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var uses = new ReferencedUses();
        foreach (var reference in compilation.References)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly
                || !assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == KnownNames.Library))
                || assembly.Name is "TypedBus.Testing")
            {
                continue;
            }

            uses.AddHandlers(assembly);
            uses.AddCalls(reference);
        }

        return uses;
    }

    private void AddHandlers(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.Runtime, "DeclaredHandlerAttribute")
                && attribute.ConstructorArguments is [{ Value: string name }, { Value: string takes }, var result, _, var filter])
            {
                Handlers.Add(new AnnouncedHandler(name, takes, result.Value as string, filter.Value as string));
            }
        }
    }

    private void AddCalls(MetadataReference reference)
    {
        try
        {
            if (reference is PortableExecutableReference file && file.GetMetadata() is AssemblyMetadata metadata)
            {
                foreach (var module in metadata.GetModules())
                {
                    AddCalls(module.GetMetadataReader());
                }
            }
            else
            {
                IsIncomplete = true;
            }
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // The compiler reports a file that it cannot read.
        }
    }

    private void AddCalls(MetadataReader reader)
    {
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (FindParent(reader, member.Parent) is { Assembly: KnownNames.Library or "TypedBus.Testing", Type: var type })
            {
                MakesBus |= Array.IndexOf(BusSetup.Methods, $"{type}.{reader.GetString(member.Name)}") >= 0;
            }
        }

        var names = new MetadataTypeNames();
        for (var row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var specification = reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row));
            var (method, owner, assembly) = FindMethod(reader, specification.Method);
            var direction = EventDirections.Of(method, owner, assembly);
            if (direction == EventDirection.None)
            {
                continue;
            }

            foreach (var name in specification.DecodeSignature(names, genericContext: null))
            {
                if (direction.HasFlag(EventDirection.Published))
                {
                    Published.Add(name);
                }

                if (direction.HasFlag(EventDirection.Heard))
                {
                    Heard.Add(name);
                }
            }
        }
    }

    private static (string Method, string? Type, string? Assembly) FindMethod(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MemberReference)
        {
            var member = reader.GetMemberReference((MemberReferenceHandle)handle);
            var (type, assembly) = FindParent(reader, member.Parent);
            return (reader.GetString(member.Name), type, assembly);
        }

        var definition = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
        return (reader.GetString(definition.Name), null, "own");
    }

    private static (string? Type, string? Assembly) FindParent(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeReference)
        {
            return (null, parent.Kind == HandleKind.TypeSpecification ? null : "own");
        }

        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        var assembly = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : null;
        return ($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}", assembly);
    }
}

/// <summary>A handler as its assembly's metadata announces it.</summary>
/// <param name="Name">The name of its subscription.</param>
/// <param name="Takes">The full name of the event or base type that it takes.</param>
/// <param name="Result">The full name of the event that it returns, or null.</param>
/// <param name="Filter">Its filter, or null.</param>
internal sealed record AnnouncedHandler(string Name, string Takes, string? Result, string? Filter);
