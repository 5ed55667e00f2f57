using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1013: a handler that could take a large struct by <c>in</c> takes a copy of it.</summary>
internal sealed class LargeEventByValue : IHandlerRule
{
    // Up to this size a copy costs about as much as a reference; from here on each call is several times as dear.
    private const int LargestCopy = 64;

    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB1013",
        "A large event is copied for its handler",
        "Handler '{0}' takes a copy of '{1}', which has about {2} bytes. Take it by 'in'.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerShape handler, SymbolAnalysisContext context)
    {
        // An iterator, like what is asynchronous, may not take anything by reference.
        if (!handler.IsBatch
            && handler.Event.Type.IsValueType
            && handler.Method.Parameters[0].RefKind == RefKind.None
            && handler.Result is (ResultKind.None or ResultKind.Event or ResultKind.NullableEvent)
            && SymbolEqualityComparer.Default.Equals(handler.Method.ContainingType, handler.Class)
            && StructSize.Of(handler.Event.Type) is > LargestCopy and var size)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _rule, handler.Method.Parameters[0].FindName(), handler.Method.FullName(), handler.Event.Type.FullName(), size));
        }
    }
}
