using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2019: two handlers have one name, given or by default.</summary>
internal sealed class TwoHandlersOfOneName : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB2019",
        "Two handlers have one name",
        "Handler '{0}' has the name \"{1}\", which '{2}' has too. Give it a 'Name' of its own.",
        Rule.Handlers,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        var names = new Dictionary<string, HandlerShape>(StringComparer.Ordinal);
        foreach (var handler in all.SortHandlers())
        {
            var name = SubscriptionNames.Of(handler);
            if (!names.TryGetValue(name, out var first))
            {
                names.Add(name, handler);
                continue;
            }

            context.ReportDiagnostic(Diagnostic.Create(
                _rule, handler.FindName(), handler.Method.FullName(), name, first.Method.FullName()));
        }
    }
}
