using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1005: the member marked as the order key of an event cannot be one.</summary>
internal static class OrderKeyIsUnfit
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.OrderKeyIsUnfit, "An order key is unfit", Rule.Events);
}
