using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;
using TypedBus.Shapes.Wire;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1015: an event names a transport, and its assembly generates no serializers.</summary>
internal sealed class EventHasNoSerializer : IEventRule
{
    private const string InProcess = "process";

    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB1015",
        "An event that leaves the process has no serializer",
        "Event '{0}' travels by '{1}', and nothing writes it as bytes. Reference the package TypedBus.MessagePack in '{2}', or take the transport away.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(EventShape @event, SymbolAnalysisContext context)
    {
        if (@event.Transport is { Length: > 0 } transport
            && !string.Equals(transport, InProcess, System.StringComparison.OrdinalIgnoreCase)
            && !WireReader.IsWanted(context.Compilation))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _rule,
                @event.Type.FindName(EventReader.FindAttribute(@event.Type)),
                @event.Type.FullName(),
                transport,
                context.Compilation.AssemblyName));
        }
    }
}
