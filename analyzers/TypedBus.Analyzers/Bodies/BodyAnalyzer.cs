using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Bodies;

/// <summary>
/// Shows the body of each handler to the rules about bodies: of a method marked <c>[Handler]</c>, and of a lambda given to
/// <c>EventBus.Subscribe</c>.
/// </summary>
/// <remarks>
/// It starts from the syntax, and not from operations, which the compiler would make of every body of the program: a method without an
/// attribute costs nothing.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodyAnalyzer : RuleAnalyzer
{
    private readonly ImmutableArray<IBodyRule> _rules;

    /// <summary>Makes the analyzer with all rules.</summary>
    public BodyAnalyzer()
        : this(BodyRules.All)
    {
    }

    // The figures put a clock around each rule.
    internal BodyAnalyzer(ImmutableArray<IBodyRule> rules) => _rules = rules;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => BodyRules.Descriptors;

    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols known)
    {
        context.RegisterSyntaxNodeAction(node => AnalyzeMethod(node, known), SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(node => AnalyzeCall(node, known), SyntaxKind.InvocationExpression);
    }

    private void AnalyzeMethod(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (syntax is { Body: null, ExpressionBody: null }
            || (syntax.AttributeLists.Count == 0 && !syntax.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            return;
        }

        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is { } method
            && IsHandler(method, known)
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is { } operation)
        {
            Check(new HandlerBody(method, operation, known, context.ReportDiagnostic));
        }
    }

    private void AnalyzeCall(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (syntax.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Subscribe" }
            || syntax.ArgumentList.Arguments.Count < 2
            || (context.ContainingSymbol is IMethodSymbol outer && IsHandler(outer, known)))
        {
            return;
        }

        if (context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IInvocationOperation call
            && call.TargetMethod.ContainingType.IsKind(known.EventBus)
            && call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "handler")?.Value
                is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
        {
            Check(new HandlerBody(lambda.Symbol, lambda, known, context.ReportDiagnostic));
        }
    }

    // A partial method is one method, in whichever part the attribute stands.
    private static bool IsHandler(IMethodSymbol method, KnownSymbols known) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass.IsKind(known.HandlerAttribute))
        || (method.PartialDefinitionPart is { } definition && IsHandler(definition, known));

    private void Check(HandlerBody body)
    {
        foreach (var rule in _rules)
        {
            rule.Check(body);
        }
    }
}
