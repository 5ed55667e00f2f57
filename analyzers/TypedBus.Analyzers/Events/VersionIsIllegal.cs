using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1014: the version of an event is no version.</summary>
internal static class VersionIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.VersionIsIllegal, "The version of an event is no version", Rule.Events);
}
