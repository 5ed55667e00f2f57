using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>
/// Gives each member that travels its place: MessagePack's own <c>[Key]</c>, or without it the place among the parameters of the primary
/// constructor. Any other member that travels needs a key.
/// </summary>
internal static class WireKeys
{
    // The places between are written as nil, one byte each.
    private const int LargestKey = 1000;

    /// <summary>Sets the keys. What has none afterwards does not travel.</summary>
    /// <returns>Whether all of them are legal.</returns>
    public static bool Set(INamedTypeSymbol type, List<WireCandidate> candidates, IMethodSymbol? primary, WireTypeReader reader)
    {
        foreach (var candidate in candidates)
        {
            if (WireCandidates.FindKey(candidate.Member) is { } mark && !SetMarked(type, candidate, mark, reader))
            {
                return false;
            }
        }

        return SetPositions(type, candidates, primary, reader)
            && AreComplete(type, candidates, primary, reader)
            && AreDistinct(type, candidates, reader);
    }

    private static bool SetMarked(INamedTypeSymbol type, WireCandidate candidate, AttributeData mark, WireTypeReader reader)
    {
        var value = mark.ConstructorArguments is [{ Kind: not TypedConstantKind.Error } argument] ? argument.Value : null;
        if (value is int key and >= 0 and <= LargestKey)
        {
            candidate.Key = key;
            return true;
        }

        if (value is not null)
        {
            var what = value is int ? $"a key of {value}" : "a key that is a text";
            reader.Refuse(
                RuleIds.KeyIsIllegal,
                $"{Name(candidate, type)} has {what}. Events travel as arrays: give it a number from 0 to {LargestKey}.",
                at: candidate.Member);
        }

        return false;
    }

    // Parameters without keys have their places; half of them cannot have others.
    private static bool SetPositions(INamedTypeSymbol type, List<WireCandidate> candidates, IMethodSymbol? primary, WireTypeReader reader)
    {
        if (primary is null)
        {
            return true;
        }

        var taken = primary.Parameters.Select(parameter => WireConstructors.FindTaken(parameter, candidates)).ToArray();
        var marked = Array.Find(taken, static candidate => candidate?.Key is not null);
        for (var place = 0; place < taken.Length; place++)
        {
            var parameter = primary.Parameters[place];
            if (taken[place] is not { } candidate)
            {
                if (parameter.Type.HasError() || parameter.Name.Length == 0)
                {
                    return false;
                }

                reader.Refuse(
                    RuleIds.NoConstructorForReading,
                    $"parameter '{parameter.Name}' of '{type.ToDisplayString()}' has no public member of its name and type to be read from. "
                    + $"Add one, or mark another constructor [SerializationConstructor].");
                return false;
            }

            if (marked is null)
            {
                candidate.Key = place;
            }
            else if (candidate.Key is null)
            {
                reader.Refuse(
                    RuleIds.KeysAreHalfGiven,
                    $"{Name(candidate, type)} has no key, and '{marked.Member.Name}' has one. Give [property: Key] to all parameters or to none.",
                    NextKey(candidates),
                    candidate.Member);
                return false;
            }
        }

        return true;
    }

    private static bool AreComplete(INamedTypeSymbol type, List<WireCandidate> candidates, IMethodSymbol? primary, WireTypeReader reader)
    {
        var parameters = primary is null ? type.InstanceConstructors.SelectMany(static made => made.Parameters).ToArray() : [];
        foreach (var candidate in candidates.Where(static candidate => candidate.Key is null))
        {
            // One that can only be read is worked out, unless a constructor takes it.
            if (candidate.IsWritable || Array.Exists(parameters, parameter => WireConstructors.Takes(parameter, candidate)))
            {
                var remedy = candidates.TrueForAll(static other => other.Key is null)
                    ? "Make the type a record with a primary constructor, or give each member that travels a [Key]"
                    : "Give it one, [Key(" + NextKey(candidates) + ")]";
                reader.Refuse(
                    RuleIds.KeysAreHalfGiven, $"{Name(candidate, type)} has no key. {remedy}, or leave it out with [IgnoreMember].", NextKey(candidates), candidate.Member);
                return false;
            }
        }

        return true;
    }

    private static bool AreDistinct(INamedTypeSymbol type, List<WireCandidate> candidates, WireTypeReader reader)
    {
        var first = new Dictionary<int, WireCandidate>();
        foreach (var candidate in candidates)
        {
            if (candidate.Key is { } key)
            {
                if (first.TryGetValue(key, out var other))
                {
                    reader.Refuse(
                        RuleIds.KeyIsTaken,
                        $"{Name(candidate, type)} has the key {key}, and so has '{other.Member.Name}'. Give it [Key({NextKey(candidates)})].",
                        NextKey(candidates),
                        candidate.Member);
                    return false;
                }

                first.Add(key, candidate);
            }
        }

        return true;
    }

    private static string NextKey(List<WireCandidate> candidates) => ((candidates.Max(static candidate => candidate.Key) ?? -1) + 1).ToString();

    private static string Name(WireCandidate candidate, INamedTypeSymbol type) => $"'{candidate.Member.Name}' of '{type.ToDisplayString()}'";
}
