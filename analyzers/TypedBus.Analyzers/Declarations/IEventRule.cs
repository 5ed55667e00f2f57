using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>A rule about one legal event. An illegal one has its own rule, and is spoken of once.</summary>
internal interface IEventRule
{
    DiagnosticDescriptor Descriptor { get; }

    void Check(EventShape @event, SymbolAnalysisContext context);
}
