using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1010: an event is a plain class, or a struct that is neither readonly nor a record.</summary>
internal sealed class EventIsNoRecord : IEventRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB1010",
        "An event is neither a record nor a readonly struct",
        "Event '{0}' is a plain {1}. Make it a {2}, so that it cannot change and is compared and printed by its values.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(EventShape @event, SymbolAnalysisContext context)
    {
        var type = @event.Type;
        if (!type.IsRecord && !type.IsReadOnly && MayBeRecord(type))
        {
            var (kind, remedy) = type.IsValueType ? ("struct", "readonly struct") : ("class", "record");
            context.ReportDiagnostic(Diagnostic.Create(
                _rule, type.FindName(EventReader.FindAttribute(type)), type.FullName(), kind, remedy));
        }
    }

    // A record derives from nothing but records.
    private static bool MayBeRecord(INamedTypeSymbol type) =>
        type.IsValueType || type.BaseType is { SpecialType: SpecialType.System_Object } or { IsRecord: true };
}
