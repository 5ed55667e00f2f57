using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;
using TypedBus.Shapes.Wire;

namespace TypedBus.Generators.Parsing;

/// <summary>Turns what an event is as bytes into a model.</summary>
internal static class SerializerParser
{
    /// <summary>Reads an event, or null where no serializer is wanted, or none can be written: the analyzer speaks of it.</summary>
    public static SerializerModel? Parse(EventShape @event, Compilation compilation)
    {
        if (!WireReader.IsWanted(compilation) || WireReader.Read(@event, compilation).Shape is not { } shape)
        {
            return null;
        }

        var codecs = new CodecNames(shape.Objects);
        return new SerializerModel
        {
            Event = TypeNames.Model(@event.Type),
            ClassName = string.Empty,
            FileName = string.Empty,
            Codecs = new EquatableArray<CodecModel>(shape.Objects.Select(part => CreateCodec(part, codecs))),
        };
    }

    /// <summary>Gives each serializer the names of its class and file: files may not differ by case alone, types may.</summary>
    public static IEnumerable<SerializerModel> Name(IEnumerable<SerializerModel> serializers)
    {
        var names = new UniqueNames();
        foreach (var serializer in serializers)
        {
            var name = names.Choose(serializer.Event.FullName);
            yield return serializer with { ClassName = Identifiers.Encode(name) + "_Serializer", FileName = name + "-Serializer.g.cs" };
        }
    }

    private static CodecModel CreateCodec(WireObject part, CodecNames codecs) => new()
    {
        Type = TypeNames.Reference(part.Type),
        FullName = part.Type.ToDisplayString(),
        IsReference = part.Type.IsReferenceType,
        Kind = part.Kind,
        Members = new EquatableArray<CodecMemberModel>(part.Members.Select(member => CreateMember(member, codecs))),
        Creation = WriteCreation(part),
        Cases = new EquatableArray<CodecCaseModel>(part.Cases.Select(one => new CodecCaseModel
        {
            Key = one.Key,
            Type = TypeNames.Reference(one.Type.Type),
            Codec = codecs.OfPlain(one.Type),
        })),
    };

    private static CodecMemberModel CreateMember(WireMember member, CodecNames codecs) => new()
    {
        Key = member.Key,
        Name = member.Member.Name,
        Member = TypeNames.Member(member.Member),
        Writing = codecs.OfPlain(member.Type),
        Reading = codecs.Of(member.Type),
        Missing = WriteMissing(member),
        IsInitialized = member.IsInitialized,
        IsOptional = member.IsOptional,
    };

    private static string WriteMissing(WireMember member)
    {
        if (!member.IsOptional)
        {
            return $"PayloadReader.Missing<{CodecNames.Print(member.Type)}>()";
        }

        // What is set only where it came needs no default of its own.
        return member.Parameter is { HasExplicitDefaultValue: true } parameter
            ? Constants.WriteDefault(parameter)
            : member.Type.Type.IsReferenceType && !member.Type.IsNullable ? "default!" : "default";
    }

    private static string WriteCreation(WireObject part)
    {
        if (part.Constructor is not { } constructor)
        {
            return string.Empty;
        }

        var arguments = string.Join(", ", constructor.Parameters.Select(
            parameter => $"value{part.Members.First(member => SymbolEqualityComparer.Default.Equals(member.Parameter, parameter)).Key}"));
        return part.Type.IsTupleType && part.Members.Length > 1 ? $"({arguments})" : $"new {TypeNames.Reference(part.Type)}({arguments})";
    }
}
