using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>Reads the types that one event is made of, up to the first that cannot travel.</summary>
internal sealed class WireTypeReader(Compilation compilation, string @event)
{
    // Generic types may grow with each level: nobody means that, and nothing else comes near.
    private const int MostObjects = 500;

    private readonly Dictionary<ITypeSymbol, WireObject> _known = new(SymbolEqualityComparer.IncludeNullability);
    private readonly ImmutableArray<WireObject>.Builder _objects = ImmutableArray.CreateBuilder<WireObject>();

    public Compilation Compilation { get; } = compilation;

    /// <summary>Gets what is wrong, or null. A type that is not finished is read as null without it.</summary>
    public Violation? Violation { get; private set; }

    public ImmutableArray<WireObject> Objects => _objects.ToImmutable();

    /// <summary>Reads the type of the event itself.</summary>
    public WireType? ReadEvent(INamedTypeSymbol type) =>
        WireUnions.IsUnion(type) ? ReadUnion(type, type.Name) : ReadObject(type, type.Name);

    /// <summary>Reads a type, or null where it cannot travel or is not finished.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where it stands, for the message.</param>
    public WireType? Read(ITypeSymbol type, string place)
    {
        if (type.HasError())
        {
            return null;
        }

        if (WireScalars.Find(type) is { } codec)
        {
            return Create(type, WireKind.Scalar, codec);
        }

        return type switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => ReadParts(type, WireKind.Sequence, "Array", place, array.ElementType),
            INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number } =>
                ReadParts(type, WireKind.Enum, "Enum", place, number),
            INamedTypeSymbol named when ValueHash.IsNullableStruct(type) =>
                ReadParts(type, WireKind.Nullable, "Nullable", place, named.TypeArguments[0]),
            INamedTypeSymbol named when WireScalars.IsSequence(type) =>
                ReadParts(type, WireKind.Sequence, type.Name, place, named.TypeArguments[0]),
            INamedTypeSymbol named when WireScalars.IsMap(type) =>
                ReadParts(type, WireKind.Map, type.Name, place, named.TypeArguments[0], named.TypeArguments[1]),
            INamedTypeSymbol named when WireTuples.IsTuple(named) => ReadTuple(named, place),
            INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class or TypeKind.Struct, IsRefLikeType: false } named
                when named.SpecialType != SpecialType.System_Object && !WireScalars.IsFramework(named) =>
                WireUnions.IsUnion(named) ? ReadUnion(named, place) : ReadObject(named, place),
            _ => Refuse(RuleIds.TypeCannotTravel, $"{place} is of '{type.ToDisplayString()}', which has no form as bytes. "
                + "Take a type that has one, or leave the member out with [IgnoreMember]."),
        };
    }

    /// <summary>Keeps the first violation.</summary>
    public WireType? Refuse(string rule, string message, string? suggestion = null, ISymbol? at = null)
    {
        Violation ??= new Violation(rule, $"{@event} cannot be written as bytes: {message}", suggestion, at);
        return null;
    }

    /// <summary>Says which member is at fault, unless a member within it has said so.</summary>
    public void Blame(ISymbol member) => Violation = Violation is { At: null } violation ? violation with { At = member } : Violation;

    /// <summary>Says what stands where a type does, once its parts are known.</summary>
    public static WireType Create(ITypeSymbol type, WireKind kind, string codec, WireObject? shape = null, params ImmutableArray<WireType> parts) =>
        new(type, kind, codec, parts, IsNullable(type), shape);

    private static bool IsNullable(ITypeSymbol type) => type.IsReferenceType
        ? type.NullableAnnotation != NullableAnnotation.NotAnnotated
        : ValueHash.IsNullableStruct(type);

    private WireType? ReadParts(ITypeSymbol type, WireKind kind, string codec, string place, params ITypeSymbol[] parts)
    {
        var read = parts.Select(part => Read(part, place)).ToArray();
        if (kind == WireKind.Map && read[0] is { } key)
        {
            // No dictionary has null for a key, whatever the annotations say.
            read[0] = key with { IsNullable = false };
        }

        return read.Contains(null) ? null : Create(type, kind, codec, shape: null, [.. read.OfType<WireType>()]);
    }

    private WireType? ReadTuple(INamedTypeSymbol type, string place)
    {
        if (Begin(type, WireKind.Tuple, place, out var known) is not { } tuple)
        {
            return known;
        }

        var items = ImmutableArray.CreateBuilder<WireMember>();
        foreach (var item in WireTuples.FindItems(type))
        {
            if (Read(item.Type, $"{place}.{item.Member.Name}") is not { } read)
            {
                return null;
            }

            items.Add(new WireMember(items.Count, item.Member, read, item.Parameter, IsInitialized: false, IsOptional: false));
        }

        tuple.Members = items.ToImmutable();
        tuple.Constructor = items.FirstOrDefault()?.Parameter?.ContainingSymbol as IMethodSymbol;
        return known;
    }

    private WireType? ReadUnion(INamedTypeSymbol type, string place)
    {
        if (Begin(type, WireKind.Union, place, out var known) is not { } union)
        {
            return known;
        }

        var cases = ImmutableArray.CreateBuilder<WireCase>();
        foreach (var (key, part) in WireUnions.FindCases(type, this, place))
        {
            if (ReadObject(part, $"{part.Name} of {place}") is not { } read)
            {
                return null;
            }

            cases.Add(new WireCase(key, read with { IsNullable = false }));
        }

        union.Cases = [.. cases.OrderBy(static part => part.Key)];
        return Violation is null && cases.Count > 0 ? known : null;
    }

    private WireType? ReadObject(INamedTypeSymbol type, string place)
    {
        if (Begin(type, WireKind.Object, place, out var known) is not { } read)
        {
            return known;
        }

        return WireObjectReader.Read(read, place, this) ? known : null;
    }

    // Gives nothing to read where the type has been met before, or cannot be read at all.
    private WireObject? Begin(INamedTypeSymbol type, WireKind kind, string place, out WireType? known)
    {
        var key = type.WithNullableAnnotation(NullableAnnotation.None);
        if (_known.TryGetValue(key, out var earlier))
        {
            known = Create(type, kind, string.Empty, earlier);
            return null;
        }

        known = null;
        if (_objects.Count == MostObjects)
        {
            Refuse(RuleIds.TypeCannotTravel, $"{place} is made of more than {MostObjects} types. Take a type that does not grow with itself.");
            return null;
        }

        if (!type.IsReachable(Compilation) || type.IsForbidden())
        {
            Refuse(RuleIds.TypeCannotTravel, $"{place} is of '{type.ToDisplayString()}', which generated code may not use. "
                + "Make it public or internal.");
            return null;
        }

        var shape = new WireObject(type, kind);
        _known.Add(key, shape);
        _objects.Add(shape);
        known = Create(type, kind, string.Empty, shape);
        return shape;
    }
}
