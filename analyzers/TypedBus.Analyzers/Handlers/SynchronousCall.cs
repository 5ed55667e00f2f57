using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2032: a handler reads or writes synchronously, where the same type has an asynchronous twin.</summary>
internal sealed class SynchronousCall : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2032",
        "A handler reads or writes synchronously",
        "'{0}' holds a worker's thread until the data is there. Await '{0}Async'.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    private static readonly string[] _roots = ["IO", "Net", "Data"];

    // These wait for nothing: the data is in memory, or in the row that has been read.
    private static readonly string[] _inMemory = ["MemoryStream", "UnmanagedMemoryStream", "StringReader", "StringWriter"];
    private static readonly string[] _ofRow = ["GetFieldValue", "IsDBNull", "Dispose", "Close"];

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            var type = call.Instance?.Type ?? call.TargetMethod.ContainingType;
            if (call.TargetMethod.IsExtensionMethod
                || body.Known.IsTask(call.Type)
                || _ofRow.Contains(call.TargetMethod.Name)
                || !IsOfWaiting(type))
            {
                continue;
            }

            if (FindTwin(type, call.TargetMethod, body, HandlerBody.CanReach(call) && body.TokenText is not null) is { } twin)
            {
                body.Report(_rule, call, [call.TargetMethod.Name], (BodyHints.Remedy, FindTokenArgument(twin, call, body)));
            }
        }
    }

    private static bool IsOfWaiting(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (_inMemory.Contains(type.Name))
            {
                return false;
            }

            if (FindSecondNamespace(type) is { } second && _roots.Contains(second))
            {
                return true;
            }
        }

        return false;
    }

    // Of System.Net.Http it is Net.
    private static string? FindSecondNamespace(ITypeSymbol type)
    {
        string? below = null;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            {
                return below;
            }

            below = space.Name;
        }

        return null;
    }

    private static IMethodSymbol? FindTwin(ITypeSymbol? type, IMethodSymbol method, HandlerBody body, bool hasToken)
    {
        IMethodSymbol? found = null;
        for (; type is not null; type = type.BaseType)
        {
            foreach (var candidate in type.GetMembers(method.Name + "Async").OfType<IMethodSymbol>())
            {
                if (IsTwin(candidate, method, body.Known) && (found is null || TakesToken(candidate, body) == hasToken))
                {
                    found = candidate;
                }
            }
        }

        return found;
    }

    private static bool IsTwin(IMethodSymbol candidate, IMethodSymbol method, KnownSymbols known) =>
        candidate.IsStatic == method.IsStatic
        && candidate.Arity == method.Arity
        && candidate.DeclaredAccessibility == Accessibility.Public
        && candidate.Parameters.Length - method.Parameters.Length is 0 or 1
        && method.Parameters.Zip(candidate.Parameters, static (left, right) =>
            left.RefKind == RefKind.None && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(static same => same)
        && (candidate.Parameters.Length == method.Parameters.Length || candidate.Parameters.Last().Type.IsKind(known.CancellationToken))
        && known.IsTask(candidate.ReturnType)
        && (method.ReturnsVoid
            ? candidate.ReturnType is INamedTypeSymbol { Arity: 0 }
            : candidate.ReturnType is INamedTypeSymbol { TypeArguments: [var result] }
                && SymbolEqualityComparer.Default.Equals(result, method.ReturnType));

    private static bool TakesToken(IMethodSymbol method, HandlerBody body) =>
        method.Parameters.LastOrDefault()?.Type.IsKind(body.Known.CancellationToken) ?? false;

    // How the fix passes a token: by position, by name where an argument before it is left out, or not at all.
    private static string FindTokenArgument(IMethodSymbol twin, IInvocationOperation call, HandlerBody body)
    {
        if (!TakesToken(twin, body))
        {
            return string.Empty;
        }

        return call.IsInOrder() ? "last" : twin.Parameters.Last().Name;
    }
}
