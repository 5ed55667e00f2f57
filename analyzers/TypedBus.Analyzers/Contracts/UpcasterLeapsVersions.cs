using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4021: an upcaster does not lead from one version of an event to the next.</summary>
internal static class UpcasterLeapsVersions
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.UpcasterLeapsVersions, "An upcaster does not lead to the next version", Rule.Contracts);
}
