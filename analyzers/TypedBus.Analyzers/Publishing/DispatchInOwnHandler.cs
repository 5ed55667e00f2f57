using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3003: a handler dispatches the event that it handles, which calls the handler again.</summary>
internal sealed class DispatchInOwnHandler : IPublishRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB3003",
        "A handler dispatches its own event",
        "Handler '{0}' dispatches '{1}', which calls it again, at once, until the stack ends. "
        + "Publish the event, or let dispatches leave the handler out: [Handler(Dispatch = false)].",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(PublishCall call, OperationAnalysisContext context, KnownSymbols known)
    {
        // A handler with a filter may dispatch what does not fit it.
        if (call.IsDispatch
            && PublishCall.FindHandler(context.ContainingSymbol, context.Compilation) is { Options: { Dispatch: true, Subject: null } } handler
            && Hears(handler.Event, call.Type, context.Compilation))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, call.Location, handler.Method.FullName(), call.Type.Name));
        }
    }

    private static bool Hears(EventShape heard, ITypeSymbol published, Compilation compilation) => heard.IsBase
        ? EventReader.IsMarked(published) && compilation.ClassifyCommonConversion(published, heard.Type).IsImplicit
        : SymbolEqualityComparer.Default.Equals(heard.Type, published);
}
