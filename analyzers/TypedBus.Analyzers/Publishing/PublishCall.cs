using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>A call that publishes or dispatches an event.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Owner">Whose method it is: that of the bus, of a context, or of the test kit's bus.</param>
/// <param name="Type">The type as which the event is published.</param>
internal sealed record PublishCall(IInvocationOperation Operation, INamedTypeSymbol Owner, ITypeSymbol Type)
{
    public const string Publish = "PublishAsync";
    public const string Dispatch = "DispatchAsync";

    public bool IsDispatch => Operation.TargetMethod.Name == Dispatch;

    /// <summary>Gets where the name of the method stands, for all that is reported of the call.</summary>
    public Location Location => FindName(Operation);

    /// <summary>Reads a call, or gives null where it is another.</summary>
    public static PublishCall? Read(IInvocationOperation operation, KnownSymbols known) =>
        operation.TargetMethod is { Name: Publish or Dispatch, TypeArguments: [var type], ContainingType: { } owner }
        && (Is(owner, known.EventBus) || Is(owner, known.EventContext) || Is(owner, known.TestBus))
            ? new PublishCall(operation, owner, type)
            : null;

    /// <summary>Finds where the name of a called method stands.</summary>
    public static Location FindName(IInvocationOperation operation) => (operation.Syntax as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        { } other => other.GetLocation(),
        null => operation.Syntax.GetLocation(),
    };

    /// <summary>Finds the function in which the call stands: an anonymous or a local one, or else the member.</summary>
    public IMethodSymbol? FindFunction(ISymbol member)
    {
        for (var outer = Operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation anonymous:
                    return anonymous.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }

        return member as IMethodSymbol;
    }

    /// <summary>Reads the handler in which the call stands, in a lambda or local function too.</summary>
    public static HandlerShape? FindHandler(ISymbol member, Compilation compilation) =>
        member is IMethodSymbol method && method.FindAttribute(KnownNames.Library, KnownNames.HandlerAttribute) is { } attribute
            ? HandlerReader.Read(method, attribute, compilation).Shape
            : null;

    private static bool Is(INamedTypeSymbol owner, INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(owner, type);
}
