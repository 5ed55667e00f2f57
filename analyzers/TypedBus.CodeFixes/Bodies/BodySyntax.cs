using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Bodies;

/// <summary>What fixes in bodies write.</summary>
internal static class BodySyntax
{
    /// <summary>Adds the token at hand, if there is one, as the last argument.</summary>
    public static InvocationExpressionSyntax AddToken(this InvocationExpressionSyntax call, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("Token", out var token) && token is not null ? call.AddArgument(token, name: null) : call;

    /// <summary>Adds an argument, by name if one is given.</summary>
    public static InvocationExpressionSyntax AddArgument(this InvocationExpressionSyntax call, string expression, string? name)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(expression));
        if (name is not null)
        {
            var colon = SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space);
            argument = argument.WithNameColon(SyntaxFactory.NameColon(name).WithColonToken(colon));
        }

        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count == 0)
        {
            return call.WithArgumentList(call.ArgumentList.WithArguments(arguments.Add(argument)));
        }

        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var all = arguments.GetWithSeparators().Add(comma).Add(argument);
        return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(all)));
    }

    /// <summary>Adds a parameter at a place.</summary>
    public static MethodDeclarationSyntax AddParameter(this MethodDeclarationSyntax method, int index, string fullType, string name)
    {
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(SyntaxFactory.ParseTypeName("global::" + fullType)
            .WithTrailingTrivia(SyntaxFactory.Space)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var all = method.ParameterList.Parameters.GetWithSeparators();
        all = index >= method.ParameterList.Parameters.Count
            ? all.Add(comma).Add(parameter)
            : all.Insert(2 * index, comma).Insert(2 * index, parameter);
        return method.WithParameterList(method.ParameterList.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>(all)));
    }

    /// <summary>Awaits an expression, in parentheses where <c>await</c> would bind to a part of it.</summary>
    public static AwaitExpressionSyntax Await(this ExpressionSyntax awaited) => SyntaxFactory.AwaitExpression(
        SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
        awaited is PostfixUnaryExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or SimpleNameSyntax
            or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax or ObjectCreationExpressionSyntax
            ? awaited
            : SyntaxFactory.ParenthesizedExpression(awaited));
}
