using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>Makes of a function that drops tasks one that awaits them.</summary>
internal static class AwaitedFunction
{
    private const string Tasks = "global::System.Threading.Tasks.";

    /// <summary>Finds the function in which a call stands, and mends it; null where the user must decide what its callers see.</summary>
    public static (SyntaxNode Function, SyntaxNode Mended)? Make(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = call.Ancestors().FirstOrDefault(static node =>
            node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
                or BasePropertyDeclarationSyntax or GlobalStatementSyntax or LockStatementSyntax or UnsafeStatementSyntax);
        return function switch
        {
            GlobalStatementSyntax { Parent: { } program } => (program, AwaitAll(program, model, cancellationToken)),
            MethodDeclarationSyntax method when FindResult(method, model, cancellationToken) is { } result =>
                (method, MakeAsync(AwaitAll(method, model, cancellationToken), result)),
            _ => null,
        };
    }

    private static TNode AwaitAll<TNode>(TNode function, SemanticModel model, CancellationToken cancellationToken)
        where TNode : SyntaxNode
    {
        var dropped = function.DescendantNodes(node => node == function || IsInside(node))
            .OfType<ExpressionSyntax>()
            .Where(node => node.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax })
            .Where(node => IsTask(model.GetTypeInfo(node, cancellationToken).Type));
        return function.ReplaceNodes(dropped, static (node, _) =>
            SyntaxFactory.AwaitExpression(node.WithoutLeadingTrivia()).NormalizeAwait().WithLeadingTrivia(node.GetLeadingTrivia()));
    }

    private static AwaitExpressionSyntax NormalizeAwait(this AwaitExpressionSyntax await) =>
        await.WithAwaitKeyword(await.AwaitKeyword.WithTrailingTrivia(SyntaxFactory.Space));

    private static MethodDeclarationSyntax MakeAsync(MethodDeclarationSyntax method, string result)
    {
        if (result.Length == 0)
        {
            method = method.WithBody(method.Body!.WithStatements(method.Body.Statements.RemoveAt(method.Body.Statements.Count - 1)));
        }
        else
        {
            var type = SyntaxFactory.ParseTypeName(Tasks + result)
                .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
            method = method.WithReturnType(type.WithTriviaFrom(method.ReturnType));
        }

        var trivia = method.GetLeadingTrivia();
        var modifier = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.Modifiers.Count > 0 || method.AttributeLists.Count > 0
            ? method.Modifiers.Count > 0
                ? method.AddModifiers(modifier)
                : method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).AddModifiers(modifier.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()))
            : method.WithoutLeadingTrivia().AddModifiers(modifier).WithLeadingTrivia(trivia);
    }

    private static bool IsTask(ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" };

    // What a method becomes: a handler's caller is generated, an entry point's is the runtime, and a method that returns a task already
    // shows its callers no difference.
    private static string? FindResult(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(method, cancellationToken) is not { IsAsync: false } symbol
            || symbol.Parameters.Any(static parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
            || method.DescendantNodes().Any(static node => node is YieldStatementSyntax))
        {
            return null;
        }

        var type = symbol.ReturnType;
        if (type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks" && type is INamedTypeSymbol { IsGenericType: false })
        {
            return ReturnsAtItsEndAlone(method) ? string.Empty : null;
        }

        var isFree = !symbol.IsOverride && !symbol.IsVirtual && !symbol.IsAbstract && symbol.PartialDefinitionPart is null && !Implements(symbol);
        var isEntry = SymbolEqualityComparer.Default.Equals(symbol, model.Compilation.GetEntryPoint(cancellationToken));
        var isHandler = symbol.GetAttributes().Any(static mark => mark.AttributeClass?.ToDisplayString() == "TypedBus.HandlerAttribute");
        if (!isFree || !(isEntry || isHandler))
        {
            return null;
        }

        if (symbol.ReturnsVoid)
        {
            return "Task";
        }

        var isSingle = type.TypeKind is TypeKind.Class or TypeKind.Struct && (isEntry || type is INamedTypeSymbol { IsGenericType: false });
        return isSingle ? $"Task<{method.ReturnType.WithoutTrivia().ToFullString()}>" : null;
    }

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(type => type.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static bool ReturnsAtItsEndAlone(MethodDeclarationSyntax method) =>
        method.Body is { Statements: [.., ReturnStatementSyntax last] }
        && IsCompleted(last.Expression)
        && method.Body.DescendantNodes(static node => !IsFunction(node)).Count(static node => node is ReturnStatementSyntax) == 1;

    private static bool IsCompleted(ExpressionSyntax? expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.DefaultLiteralExpression),
        _ => false,
    };

    private static bool IsInside(SyntaxNode node) =>
        !IsFunction(node) && (node is GlobalStatementSyntax or not (MemberDeclarationSyntax or LockStatementSyntax));

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
}
