using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Analyzers.Publishing;

/// <summary>A rule about one call that publishes or dispatches.</summary>
internal interface IPublishRule
{
    DiagnosticDescriptor Descriptor { get; }

    void Check(PublishCall call, OperationAnalysisContext context, KnownSymbols known);
}
