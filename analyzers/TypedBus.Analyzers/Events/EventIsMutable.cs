using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1008: a property or field of an event can be changed after the event has been made.</summary>
internal sealed class EventIsMutable : IEventRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB1008",
        "An event can be changed",
        "'{0}' of event '{1}' can be changed while other handlers read it. {2}.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(EventShape @event, SymbolAnalysisContext context)
    {
        foreach (var member in @event.Type.GetMembers())
        {
            // One remedy mends all positional members, and the others with them.
            var isPositional = IsPositional(member);
            if (FindRemedy(member) is { } remedy)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, member.FindName(), member.Name, @event.Type.FullName(), isPositional ? "Make the struct readonly" : remedy));
                if (isPositional)
                {
                    return;
                }
            }
        }
    }

    // What is private the event alone can change, and it knows what it does.
    private static string? FindRemedy(ISymbol member) => member switch
    {
        { IsStatic: true } => null,
        IFieldSymbol { IsReadOnly: false, AssociatedSymbol: null, DeclaredAccessibility: not Accessibility.Private } =>
            "Make the field readonly",
        IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: not Accessibility.Private } } property
            when !IsDemanded(property) => "Make the setter 'init'",
        _ => null,
    };

    private static bool IsPositional(ISymbol member) =>
        member is IPropertySymbol { ContainingType.IsValueType: true }
        && member.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is ParameterSyntax);

    // A base or an interface that asks for a setter leaves the event no choice.
    private static bool IsDemanded(IPropertySymbol property) =>
        property.IsOverride
        || !property.ExplicitInterfaceImplementations.IsEmpty
        || property.ContainingType.AllInterfaces.Any(type => type.GetMembers(property.Name).Any(member =>
            member is IPropertySymbol { SetMethod: { IsInitOnly: false } }
            && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(member), property)));
}
