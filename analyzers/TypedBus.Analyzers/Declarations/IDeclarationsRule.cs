using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Analyzers.Declarations;

/// <summary>A rule about all legal events and handlers of a compilation. It speaks in a build alone.</summary>
internal interface IDeclarationsRule
{
    DiagnosticDescriptor Descriptor { get; }

    void Check(DeclarationSet all, CompilationAnalysisContext context);
}
