using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1007: an order key stands where no event has a key by it.</summary>
internal static class OrderKeyIsMisplaced
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.OrderKeyIsMisplaced, "An order key is misplaced", Rule.Events);
}
