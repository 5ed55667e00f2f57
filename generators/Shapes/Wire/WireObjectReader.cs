using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>Reads the members of a type that travels as an object.</summary>
internal static class WireObjectReader
{
    /// <summary>Completes the object.</summary>
    /// <returns>Whether it can travel. If not, and nothing was refused, the type is not finished.</returns>
    public static bool Read(WireObject shape, string place, WireTypeReader reader)
    {
        var type = shape.Type;
        if (FindFault(type) is { } fault)
        {
            reader.Refuse(RuleIds.TypeCannotTravel, $"{place} is of '{type.ToDisplayString()}', which {fault}");
            return false;
        }

        if (WireCandidates.Find(type, reader) is not { } candidates)
        {
            return false;
        }

        var chosen = WireConstructors.FindChosen(type);
        var primary = chosen is null ? WireConstructors.FindPrimary(type) : null;
        if (!WireKeys.Set(type, candidates, primary, reader))
        {
            return false;
        }

        var members = candidates.Where(static candidate => candidate.Key is not null).OrderBy(static candidate => candidate.Key).ToList();
        return SetConstructor(shape, members, chosen ?? primary, reader) && ReadMembers(shape, members, reader);
    }

    private static string? FindFault(INamedTypeSymbol type)
    {
        if (type.FindAttribute(KnownNames.MessagePack, "MessagePackFormatterAttribute") is not null)
        {
            return "has a formatter of its own, which generated code does not call. Remove [MessagePackFormatter].";
        }

        if (type.AllInterfaces.Any(static part => part.Is(KnownNames.MessagePack, "IMessagePackSerializationCallbackReceiver")))
        {
            return "wants to be called back, which generated code does not do. Remove IMessagePackSerializationCallbackReceiver.";
        }

        return type.AllInterfaces.Any(static part => part.SpecialType == SpecialType.System_Collections_IEnumerable)
            ? "is a collection of its own making. Take one of the framework's."
            : null;
    }

    private static bool SetConstructor(WireObject shape, List<WireCandidate> members, IMethodSymbol? first, WireTypeReader reader)
    {
        var type = shape.Type;
        var constructor = WireConstructors.Choose(type, members, first, reader.Compilation);
        var unset = constructor is null || WireConstructors.SetsRequired(constructor) ? null : WireCandidates.FindUnset(type, members);
        if (constructor is null || unset is not null)
        {
            var why = unset is null
                ? "no constructor that takes its members by their names and types, and leaves none that cannot be set"
                : $"a required member, '{unset.Name}', that does not travel";
            reader.Refuse(
                RuleIds.NoConstructorForReading,
                $"'{type.ToDisplayString()}' has {why}. Make it a record with a primary constructor, or give its members 'init'.",
                at: type);
            return false;
        }

        foreach (var parameter in constructor.Parameters)
        {
            WireConstructors.FindTaken(parameter, members)!.Parameter = parameter;
        }

        shape.Constructor = constructor;
        return true;
    }

    private static bool ReadMembers(WireObject shape, List<WireCandidate> members, WireTypeReader reader)
    {
        var setsRequired = WireConstructors.SetsRequired(shape.Constructor!);
        var read = ImmutableArray.CreateBuilder<WireMember>(members.Count);
        foreach (var member in members)
        {
            if (reader.Read(member.Type, $"'{member.Member.Name}' of '{shape.Type.ToDisplayString()}'") is not { } type)
            {
                reader.Blame(member.Member);
                return false;
            }

            var isRequired = member.IsRequired && !setsRequired;
            read.Add(new WireMember(
                member.Key!.Value,
                member.Member,
                type,
                member.Parameter,
                IsInitialized: member.Parameter is null || isRequired,
                IsOptional: !isRequired && (member.Parameter is null || member.Parameter.HasExplicitDefaultValue || type.IsNullable || member.Type.IsValueType)));
        }

        shape.Members = read.MoveToImmutable();
        return true;
    }
}
