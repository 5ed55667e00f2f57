using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2012: a parameter of a handler, or of the constructor of its class, can be no service.</summary>
internal static class ServiceIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.ServiceIsIllegal, "A parameter can be no service", Rule.Handlers);
}
