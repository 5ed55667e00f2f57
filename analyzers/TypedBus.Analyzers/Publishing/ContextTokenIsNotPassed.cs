using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3004: the context's token is at hand and is not passed. Of tokens that are parameters CA2016 speaks.</summary>
internal sealed class ContextTokenIsNotPassed : IPublishRule
{
    /// <summary>The name of the context, among the properties of what is reported.</summary>
    public const string Context = nameof(Context);

    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB3004",
        "The context's token is not passed",
        "'{0}' is not told of '{1}.CancellationToken': it goes on when the delivery is cut short. Pass the token.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(PublishCall call, OperationAnalysisContext context, KnownSymbols known)
    {
        var token = call.Operation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.Name == "CancellationToken");
        if (token is not { ArgumentKind: ArgumentKind.DefaultValue })
        {
            return;
        }

        // In a handler it is the context that should publish, which is another rule's word.
        if (!call.IsDispatch && PublishCall.FindHandler(context.ContainingSymbol, context.Compilation) is not null)
        {
            return;
        }

        var parameters = call.FindFunction(context.ContainingSymbol)?.Parameters ?? [];
        if (parameters.FirstOrDefault(parameter => IsContext(parameter.Type, known)) is { Name.Length: > 0 } found
            && !parameters.Any(static parameter => parameter.Type.Name == "CancellationToken"))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(Context, found.Name);
            context.ReportDiagnostic(Diagnostic.Create(_rule, call.Location, properties, call.Operation.TargetMethod.Name, found.Name));
        }
    }

    private static bool IsContext(ITypeSymbol type, KnownSymbols known)
    {
        for (ITypeSymbol? own = type; own is not null; own = own.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(own, known.EventContext))
            {
                return true;
            }
        }

        return false;
    }
}
