using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2035: a handler keeps its context, or the list of its batch, which the next delivery uses again.</summary>
internal sealed class ContextKept : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2035",
        "A handler keeps its context past the delivery",
        "'{0}' is kept here past the delivery, and will show another one by then. Copy what you need out of it.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var reference in body.Of<IParameterReferenceOperation>())
        {
            if (IsUsedAgain(reference.Parameter, body) && (IsKept(reference, body.Known) || IsInKeptLambda(reference, body.Known)))
            {
                body.Report(_rule, reference, [reference.Parameter.Name]);
            }
        }
    }

    /// <summary>Tells whether an operation stands in a lambda that outlives the delivery.</summary>
    public static bool IsInKeptLambda(IOperation operation, KnownSymbols known)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation && IsKept(outer, known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUsedAgain(IParameterSymbol parameter, HandlerBody body) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method)
        && (SymbolEqualityComparer.Default.Equals(parameter, body.Context)
            || (parameter.Ordinal == 0 && parameter.Type.MetadataName == "IReadOnlyList`1"));

    private static bool IsKept(IOperation value, KnownSymbols known)
    {
        while (value.Parent is IConversionOperation or IDelegateCreationOperation or ICoalesceOperation or IConditionalOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IAssignmentOperation assignment when assignment.Value == value => IsLasting(assignment.Target),
            IEventAssignmentOperation { Adds: true } assignment => assignment.HandlerValue == value,
            IArgumentOperation { Parent: IInvocationOperation call } => Keeps(call, known),
            IArgumentOperation { Parent: IObjectCreationOperation made } => made.Type.IsKind(known.Timer) || made.Type.IsKind(known.Thread),
            _ => false,
        };
    }

    private static bool Keeps(IInvocationOperation call, KnownSymbols known)
    {
        var type = call.TargetMethod.ContainingType;
        return call.TargetMethod.Name switch
        {
            "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" => type.IsKind(known.ThreadPool),
            "Run" => type.IsKind(known.Task) && IsLeftAlone(call),
            "StartNew" => type.IsKind(known.TaskFactory) && IsLeftAlone(call),
            "Add" or "TryAdd" or "Enqueue" or "Push" or "AddLast" or "AddFirst" or "TryWrite" or "WriteAsync" =>
                IsOfCollections(type) && call.Instance is not null && IsLasting(call.Instance),
            _ => false,
        };
    }

    // A task that nobody awaits, or that somebody else keeps, ends when the delivery is long past.
    private static bool IsLeftAlone(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation)
        {
            value = value.Parent;
        }

        return value.Parent is IExpressionStatementOperation
            || (value.Parent is IAssignmentOperation { Target: var target } && (target is IDiscardOperation || IsLasting(target)));
    }

    private static bool IsOfCollections(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false, Name: not "System" } outer })
        {
            space = outer;
        }

        return space is { Name: "Collections", ContainingNamespace.Name: "System" }
            || type.ContainingNamespace is { Name: "Channels", ContainingNamespace.Name: "Threading" };
    }

    // What the instance, a static or a service reaches outlives the delivery; a local or a new object may not.
    private static bool IsLasting(IOperation? target) => target switch
    {
        IMemberReferenceOperation { Instance: null } => true,
        IMemberReferenceOperation member and (IFieldReferenceOperation or IPropertyReferenceOperation) => IsLasting(member.Instance),
        IInstanceReferenceOperation instance => instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };
}
