using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>
/// A rule about an event that is not what the contracts files declare. One comparison tells all differences of an event, each by one rule, so
/// that what is wrong is said once.
/// </summary>
internal abstract class ContractRule(DiagnosticDescriptor descriptor) : IEventRule
{
    public DiagnosticDescriptor Descriptor => descriptor;

    public void Check(EventShape @event, SymbolAnalysisContext context)
    {
        if (ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken) is not { } comparison)
        {
            return;
        }

        foreach (var change in comparison.Compare(@event))
        {
            if (change.Kind.Id == Descriptor.Id && !change.IsOfBuild)
            {
                context.ReportDiagnostic(change.ToDiagnostic());
            }
        }
    }
}
