using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Bodies;

/// <summary>A rule about what stands in the body of a handler, lambdas and local functions inside it included.</summary>
internal interface IBodyRule
{
    DiagnosticDescriptor Descriptor { get; }

    void Check(HandlerBody body);
}
