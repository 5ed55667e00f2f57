using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1003: the subject of an event is no address.</summary>
internal static class SubjectIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.SubjectIsIllegal, "The subject of an event is illegal", Rule.Events);
}
