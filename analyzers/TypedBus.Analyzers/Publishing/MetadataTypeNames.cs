using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace TypedBus.Analyzers.Publishing;

/// <summary>
/// Reads the full names of types out of signatures, joined by dots, as symbols give them. What can be no event has an empty name.
/// </summary>
internal sealed class MetadataTypeNames : ISignatureTypeProvider<string, object?>
{
    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        var around = outer.IsNil ? reader.GetString(type.Namespace) : GetTypeFromDefinition(reader, outer, rawTypeKind);
        return Join(around, reader.GetString(type.Name));
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var outer = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)
            : reader.GetString(type.Namespace);
        return Join(outer, reader.GetString(type.Name));
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        string.Empty;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetSZArrayType(string elementType) => string.Empty;

    public string GetArrayType(string elementType, ArrayShape shape) => string.Empty;

    public string GetByReferenceType(string elementType) => string.Empty;

    public string GetPointerType(string elementType) => string.Empty;

    public string GetFunctionPointerType(MethodSignature<string> signature) => string.Empty;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => string.Empty;

    public string GetGenericMethodParameter(object? genericContext, int index) => string.Empty;

    public string GetGenericTypeParameter(object? genericContext, int index) => string.Empty;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => string.Empty;

    private static string Join(string outer, string name) => outer.Length == 0 ? name : $"{outer}.{name}";
}
