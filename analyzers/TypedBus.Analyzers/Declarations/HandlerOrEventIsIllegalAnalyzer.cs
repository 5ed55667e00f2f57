using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>TB0001: reports the events and handlers that the generator leaves out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerOrEventIsIllegalAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TB0001HandlerOrEventIsIllegal];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.FullHandlerAttribute) is not null)
            {
                start.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
                start.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
                start.RegisterSymbolAction(AnalyzeMember, SymbolKind.Property, SymbolKind.Field);
                start.RegisterSyntaxNodeAction(AnalyzeParameter, SyntaxKind.Parameter);
                start.RegisterSyntaxNodeAction(
                    AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
            }
        });
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (FindHandlerAttribute(method) is { } attribute
            && HandlerReader.Read(method, attribute, context.Compilation).Violation is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, method));
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (EventReader.Read(type, context.Compilation).Violation is { } eventViolation)
        {
            context.ReportDiagnostic(CreateDiagnostic(eventViolation, type));
        }

        if (InheritedHandlers.FindHidden(type, context.Compilation) is { } hidden)
        {
            context.ReportDiagnostic(CreateDiagnostic(hidden, type));
            return;
        }

        foreach (var reading in InheritedHandlers.Read(type, context.Compilation))
        {
            if (reading.Violation is { } violation)
            {
                context.ReportDiagnostic(CreateDiagnostic(violation, type));
            }
        }
    }

    private static void AnalyzeMember(SymbolAnalysisContext context)
    {
        // A partial property is one property, in whichever part the attribute stands.
        if (context.Symbol is not IPropertySymbol { PartialDefinitionPart: not null }
            && OrderKeyReader.FindMisplaced(context.Symbol) is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, context.Symbol));
        }
    }

    // No symbol action sees the parameters of lambdas, local functions and delegates.
    private static void AnalyzeParameter(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is ParameterSyntax { AttributeLists.Count: > 0 } parameter
            && context.SemanticModel.GetDeclaredSymbol(parameter, context.CancellationToken) is { } symbol
            && OrderKeyReader.FindMisplaced(symbol) is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, parameter.Identifier.GetLocation()));
        }
    }

    // Local functions and lambdas are no members of a type, so no symbol action sees them.
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        var (hasAttributes, location) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists.Count > 0, local.Identifier.GetLocation()),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.AttributeLists.Count > 0, lambda.ParameterList.GetLocation()),
            _ => (false, Location.None),
        };
        if (!hasAttributes)
        {
            return;
        }

        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol method
            && FindHandlerAttribute(method) is { } attribute
            && HandlerReader.Read(method, attribute, context.Compilation).Violation is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, location));
        }
    }

    private static AttributeData? FindHandlerAttribute(IMethodSymbol method) =>
        method.FindAttribute(KnownNames.Library, KnownNames.HandlerAttribute);

    private static Diagnostic CreateDiagnostic(Violation violation, ISymbol symbol) =>
        CreateDiagnostic(violation, symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None);

    private static Diagnostic CreateDiagnostic(Violation violation, Location location) => Diagnostic.Create(
        Descriptors.TB0001HandlerOrEventIsIllegal,
        location,
        ImmutableDictionary<string, string?>.Empty.Add(nameof(Remedy), violation.Remedy.ToString()),
        violation.Message);
}
