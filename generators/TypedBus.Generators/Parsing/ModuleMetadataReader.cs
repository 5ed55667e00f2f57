using System.Linq;
using System.Reflection.Metadata;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Reads the name of an assembly's module out of its metadata, without making symbols of it.</summary>
internal static class ModuleMetadataReader
{
    private const ushort AttributeProlog = 1;

    /// <summary>Reads the names of the assembly and of its module's class, or null where it has no module.</summary>
    public static (string Assembly, string Module)? Read(MetadataReader reader)
    {
        if (!reader.IsAssembly || !ReferencesLibrary(reader))
        {
            return null;
        }

        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (IsModuleAttribute(reader, attribute.Constructor) && ReadType(reader, attribute) is { } module)
            {
                return (reader.GetString(reader.GetAssemblyDefinition().Name), module);
            }
        }

        return null;
    }

    // Most references are of the framework: they end here.
    private static bool ReferencesLibrary(MetadataReader reader) => reader.AssemblyReferences.Any(
        handle => reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, KnownNames.Library));

    private static bool IsModuleAttribute(MetadataReader reader, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.StringComparer.Equals(type.Name, KnownNames.EventModuleAttribute)
            && reader.StringComparer.Equals(type.Namespace, KnownNames.Runtime);
    }

    // The blob of an attribute with one typeof: a prolog, then the type's name, with its assembly's where that is another.
    private static string? ReadType(MetadataReader reader, CustomAttribute attribute)
    {
        var blob = reader.GetBlobReader(attribute.Value);
        return blob.Length > sizeof(ushort) && blob.ReadUInt16() == AttributeProlog
            ? blob.ReadSerializedString()?.Split(',')[0]
            : null;
    }
}
