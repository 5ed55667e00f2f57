using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1009: an event holds a collection that whoever has the event can change.</summary>
internal sealed class MutableCollection : IEventRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB1009",
        "An event holds a collection that can be changed",
        "'{0}' of event '{1}' is of '{2}', whose contents can be changed while other handlers read them. Make it {3}.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    private static readonly HashSet<string> _mutable = new(StringComparer.Ordinal)
    {
        "ArrayList", "BitArray", "Hashtable", "Queue", "SortedList", "Stack", "IList", "ICollection", "IDictionary",
        "ICollection`1", "IDictionary`2", "IList`1", "ISet`1",
        "Dictionary`2", "HashSet`1", "LinkedList`1", "List`1", "OrderedDictionary`2", "PriorityQueue`2", "Queue`1",
        "SortedDictionary`2", "SortedList`2", "SortedSet`1", "Stack`1",
        "Collection`1", "ObservableCollection`1", "KeyedCollection`2",
        "BlockingCollection`1", "ConcurrentBag`1", "ConcurrentDictionary`2", "ConcurrentQueue`1", "ConcurrentStack`1",
    };

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(EventShape @event, SymbolAnalysisContext context)
    {
        // What is computed anew holds nothing: the fields tell what is held, those behind properties among them.
        foreach (var field in @event.Type.GetMembers().OfType<IFieldSymbol>())
        {
            var member = field.AssociatedSymbol ?? field;
            if (!field.IsStatic && member.DeclaredAccessibility != Accessibility.Private && FindRemedy(field.Type) is { } remedy)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, member.FindName(), member.Name, @event.Type.FullName(), field.Type.ToDisplayString(), remedy));
            }
        }
    }

    private static string? FindRemedy(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => "a ReadOnlyMemory<byte> or an ImmutableArray<byte>",
        IArrayTypeSymbol => "an ImmutableArray or an IReadOnlyList",
        INamedTypeSymbol named when IsMutable(named) => named.MetadataName.Contains("Dictionary")
            ? "an ImmutableDictionary or an IReadOnlyDictionary"
            : "an ImmutableArray or an IReadOnlyList",
        _ => null,
    };

    private static bool IsMutable(INamedTypeSymbol type) =>
        _mutable.Contains(type.MetadataName)
        && type.ContainingNamespace.ToDisplayString() is "System.Collections" or "System.Collections.Generic"
            or "System.Collections.ObjectModel" or "System.Collections.Concurrent";
}
