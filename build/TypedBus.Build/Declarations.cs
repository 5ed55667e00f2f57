using System.Reflection.Metadata;

namespace TypedBus.Build;

/// <summary>What generated code says of an event in the metadata of its assembly.</summary>
internal sealed record DeclaredEvent(string Type, string Subject, string? Bases);

/// <summary>What generated code says of a handler in the metadata of its assembly.</summary>
internal sealed record DeclaredHandler(string Name, string Takes, string? Result, string? Group, string? Filter);

/// <summary>Reads the attributes by which generated code describes an assembly's events and handlers.</summary>
internal static class Declarations
{
    private const string Library = "TypedBus";
    private const string Namespace = "TypedBus.Runtime";
    private const string EventAttribute = "DeclaredEventAttribute";
    private const string HandlerAttribute = "DeclaredHandlerAttribute";
    private const ushort Prolog = 1;

    public static void Read(MetadataReader metadata, List<DeclaredEvent> events, List<DeclaredHandler> handlers)
    {
        if (!metadata.IsAssembly || !ReferencesLibrary(metadata))
        {
            return;
        }

        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            switch (NameOf(metadata, attribute.Constructor))
            {
                case EventAttribute:
                    var declared = ReadStrings(metadata, attribute, count: 3);
                    events.Add(new DeclaredEvent(declared[0]!, declared[1]!, declared[2]));
                    break;
                case HandlerAttribute:
                    var handler = ReadStrings(metadata, attribute, count: 5);
                    handlers.Add(new DeclaredHandler(handler[0]!, handler[1]!, handler[2], handler[3], handler[4]));
                    break;
            }
        }
    }

    // Most references are of others: they end here.
    private static bool ReferencesLibrary(MetadataReader metadata) => metadata.AssemblyReferences.Any(
        handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Library));

    private static string? NameOf(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return null;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Namespace, Namespace) ? metadata.GetString(type.Name) : null;
    }

    private static string?[] ReadStrings(MetadataReader metadata, CustomAttribute attribute, int count)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        if (blob.ReadUInt16() != Prolog)
        {
            throw new BadImageFormatException("An attribute does not begin as attributes do.");
        }

        var strings = new string?[count];
        for (var index = 0; index < count; index++)
        {
            strings[index] = blob.ReadSerializedString();
        }

        return strings;
    }
}
