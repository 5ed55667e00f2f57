using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Bodies;

/// <summary>Makes methods async that are not.</summary>
internal static class AsyncMethod
{
    private const string Task = "global::System.Threading.Tasks.Task";

    /// <summary>
    /// Adds <c>async</c>; a method without a result returns <c>Task</c>, one with a value a task of it, and one that returns a task returns
    /// what was in it. Null where a return does not tell what that is.
    /// </summary>
    public static MethodDeclarationSyntax? Make(MethodDeclarationSyntax method)
    {
        var isTask = FindName(method.ReturnType)?.Identifier.ValueText is "Task" or "ValueTask";
        if (isTask)
        {
            var unwrapping = new UnwrapReturns(returnsValue: FindName(method.ReturnType) is GenericNameSyntax, method);
            method = (MethodDeclarationSyntax)unwrapping.Visit(method);
            if (unwrapping.HasFailed)
            {
                return null;
            }
        }
        else
        {
            method = method.WithReturnType(WrapInTask(method.ReturnType));
        }

        return AddAsync(method).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static MethodDeclarationSyntax AddAsync(MethodDeclarationSyntax method)
    {
        var async = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.Modifiers.Count > 0
            ? method.AddModifiers(async)
            : method.WithReturnType(method.ReturnType.WithoutLeadingTrivia())
                .AddModifiers(async.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
    }

    private static TypeSyntax WrapInTask(TypeSyntax type) =>
        SyntaxFactory.ParseTypeName(type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
                ? Task
                : $"{Task}<{type.WithoutTrivia()}>")
            .WithTriviaFrom(type)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static SimpleNameSyntax? FindName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private sealed class UnwrapReturns(bool returnsValue, MethodDeclarationSyntax method) : CSharpSyntaxRewriter
    {
        public bool HasFailed { get; private set; }

        public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => node;

        public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => node;

        public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => node;

        public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => node;

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
            node.ExpressionBody is { } body
                ? node.WithExpressionBody(body.WithExpression(Unwrap(body.Expression) ?? AwaitOf(body.Expression)))
                : base.VisitMethodDeclaration(node);

        public override SyntaxNode? VisitBlock(BlockSyntax node) => node.WithStatements(
        [
            .. node.Statements.SelectMany(statement =>
                Replace(statement, isLast: node == method.Body && statement == node.Statements.Last())),
        ]);

        // A return that is the only statement of an 'if' and the like, without braces.
        public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) =>
            node.Parent is BlockSyntax ? node
            : Replace(node, isLast: false) is [var only] ? only
            : SyntaxFactory.Block(Replace(node, isLast: false));

        private StatementSyntax[] Replace(StatementSyntax statement, bool isLast)
        {
            if (statement is not ReturnStatementSyntax { Expression: { } expression } @return)
            {
                return [(StatementSyntax)Visit(statement)!];
            }

            if (returnsValue)
            {
                return [@return.WithExpression((Unwrap(expression) ?? AwaitOf(expression)).WithTriviaFrom(expression))];
            }

            var end = SyntaxFactory.ReturnStatement().WithTriviaFrom(statement);
            if (IsEnded(expression))
            {
                // The comment before the last return is kept with a return, which does no harm.
                return isLast && !statement.GetLeadingTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
                    ? []
                    : [end];
            }

            var awaited = SyntaxFactory.ExpressionStatement(AwaitOf(expression)).WithTriviaFrom(statement);
            return isLast ? [awaited] : [awaited, end.WithoutLeadingTrivia()];
        }

        private ExpressionSyntax? Unwrap(ExpressionSyntax expression) => expression switch
        {
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" },
                ArgumentList.Arguments: [var argument],
            } when returnsValue => argument.Expression,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } when returnsValue => expression,
            _ => null,
        };

        // What has no type of its own cannot be awaited, and under a lock nothing can.
        private ExpressionSyntax AwaitOf(ExpressionSyntax expression)
        {
            HasFailed |= expression is ImplicitObjectCreationExpressionSyntax or ConditionalExpressionSyntax or LiteralExpressionSyntax
                    or SwitchExpressionSyntax or ThrowExpressionSyntax or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
                || expression.Ancestors().Any(static outer =>
                    outer is LockStatementSyntax or FixedStatementSyntax or UnsafeStatementSyntax);
            return expression.WithoutTrivia().Await();
        }

        private static bool IsEnded(ExpressionSyntax expression) => expression
            is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression }
            or DefaultExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };
    }
}
