using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Bodies;

/// <summary>The body of one handler, as the rules see it.</summary>
internal sealed class HandlerBody
{
    private readonly ImmutableArray<IOperation> _operations;
    private readonly Action<Diagnostic> _report;

    /// <summary>Makes the body of a handler.</summary>
    /// <param name="method">The method, or the lambda.</param>
    /// <param name="root">What stands in it.</param>
    /// <param name="known">The types to compare with.</param>
    /// <param name="report">Takes what is found.</param>
    public HandlerBody(IMethodSymbol method, IOperation root, KnownSymbols known, Action<Diagnostic> report)
    {
        Method = method;
        Known = known;
        Token = method.Parameters.FirstOrDefault(parameter => parameter.Type.IsKind(known.CancellationToken));
        Context = method.Parameters.FirstOrDefault(parameter => parameter.Type.IsOrDerivesFrom(known.EventContext));
        _operations = [.. root.Descendants()];
        _report = report;
    }

    public IMethodSymbol Method { get; }

    public KnownSymbols Known { get; }

    public IParameterSymbol? Token { get; }

    public IParameterSymbol? Context { get; }

    /// <summary>Gets whether the handler is a lambda given to <c>Subscribe</c>.</summary>
    public bool IsLambda => Method.MethodKind == MethodKind.AnonymousFunction;

    /// <summary>Gets whether what the handler looks like from outside is its own to change.</summary>
    public bool OwnsSignature =>
        !IsLambda
        && !Method.IsOverride
        && !Method.IsVirtual
        && Method.PartialDefinitionPart is null
        && Method.ExplicitInterfaceImplementations.IsEmpty
        && !Method.ContainingType.AllInterfaces.Any(type => type.GetMembers(Method.Name).Any(member =>
            SymbolEqualityComparer.Default.Equals(Method.ContainingType.FindImplementationForInterfaceMember(member), Method)));

    /// <summary>Gets how the handler writes the token that it has at hand, or null.</summary>
    public string? TokenText => Token is not null ? Escape(Token.Name) : Context is not null ? ContextText + ".CancellationToken" : null;

    /// <summary>Gets how the handler writes its context, or null.</summary>
    public string? ContextText => Context is null ? null : Escape(Context.Name);

    private bool CanBecomeAsync =>
        OwnsSignature
        && Method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && Method.ReturnType.OriginalDefinition.MetadataName is not ("IEnumerable`1" or "IAsyncEnumerable`1");

    /// <summary>Gets the operations of a kind, in the order in which they stand.</summary>
    public IEnumerable<T> Of<T>()
        where T : IOperation => _operations.OfType<T>();

    /// <summary>Reports an operation, and tells the fix what it must know of the handler around it.</summary>
    public void Report(DiagnosticDescriptor rule, IOperation operation, string[] arguments, params (string Key, string? Value)[] hints) =>
        Report(rule, operation.Syntax.GetLocation(), [], arguments, [
            .. hints,
            (BodyHints.Token, CanReach(operation) ? TokenText : null),
            (BodyHints.Context, CanReach(operation) ? ContextText : null),
            (BodyHints.CanBecomeAsync, CanBecomeAsync ? "yes" : null),
            (BodyHints.OwnsSignature, OwnsSignature && CanReach(operation) ? "yes" : null),
        ]);

    /// <summary>Reports a place.</summary>
    public void Report(
        DiagnosticDescriptor rule,
        Location place,
        IEnumerable<Location> others,
        string[] arguments,
        params (string Key, string? Value)[] hints) =>
        _report(Diagnostic.Create(
            rule,
            place,
            others,
            hints.Where(static hint => hint.Value is not null).ToImmutableDictionary(static hint => hint.Key, static hint => hint.Value),
            arguments));

    /// <summary>Tells whether the parameters of the handler can be named where the operation stands.</summary>
    public static bool CanReach(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Symbol.IsStatic: true } or ILocalFunctionOperation { Symbol.IsStatic: true })
            {
                return false;
            }
        }

        return true;
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
