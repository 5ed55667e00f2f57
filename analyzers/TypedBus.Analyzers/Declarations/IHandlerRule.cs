using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>A rule about one legal handler. An illegal one has its own rule, and is spoken of once.</summary>
internal interface IHandlerRule
{
    DiagnosticDescriptor Descriptor { get; }

    void Check(HandlerShape handler, SymbolAnalysisContext context);
}
