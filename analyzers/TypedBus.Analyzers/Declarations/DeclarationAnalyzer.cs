using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Contracts;
using TypedBus.Shapes;
using TypedBus.Shapes.Wire;

namespace TypedBus.Analyzers.Declarations;

/// <summary>
/// Reads each event, handler and upcaster once. Of an illegal one, which the generator leaves out, it reports the violation by the rule that the
/// violation names; a legal one it shows to the rules that look at shapes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : RuleAnalyzer
{
    private readonly ImmutableArray<IEventRule> _ofEvents;
    private readonly ImmutableArray<IHandlerRule> _ofHandlers;
    private readonly ImmutableArray<IDeclarationsRule> _ofAll;

    /// <summary>Makes the analyzer with all rules.</summary>
    public DeclarationAnalyzer()
        : this(DeclarationRules.OfEvents, DeclarationRules.OfHandlers, DeclarationRules.OfAll)
    {
    }

    // The figures put a clock around each rule.
    internal DeclarationAnalyzer(
        ImmutableArray<IEventRule> ofEvents, ImmutableArray<IHandlerRule> ofHandlers, ImmutableArray<IDeclarationsRule> ofAll) =>
        (_ofEvents, _ofHandlers, _ofAll) = (ofEvents, ofHandlers, ofAll);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DeclarationRules.All;

    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols known)
    {
        var all = new DeclarationSet(WireReader.IsWanted(context.Compilation));
        context.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, all), SymbolKind.Method);
        context.RegisterSymbolAction(symbol => AnalyzeType(symbol, all), SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMember, SymbolKind.Property, SymbolKind.Field);
        context.RegisterSyntaxNodeAction(AnalyzeParameter, SyntaxKind.Parameter);
        context.RegisterSyntaxNodeAction(AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
        context.RegisterOperationAction(
            operation => all.Uses.Add(operation.Operation, operation.ContainingSymbol, known),
            OperationKind.Invocation,
            OperationKind.MethodReference);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var rule in _ofAll)
            {
                rule.Check(all, end);
            }
        });
    }

    private void AnalyzeMethod(SymbolAnalysisContext context, DeclarationSet all)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (FindHandlerAttribute(method) is { } attribute)
        {
            var reading = HandlerReader.Read(method, attribute, context.Compilation);
            Show(reading, method.FindName(attribute), context, all);
            if (reading.Shape is null)
            {
                all.Uses.AddIllegal(method);
            }
        }

        if (UpcastReader.FindAttribute(method) is { } mark)
        {
            Show(UpcastReader.Read(method, context.Compilation), method.FindName(mark), context, all);
        }
    }

    private static void Show(Reading<UpcastShape> reading, Location location, SymbolAnalysisContext context, DeclarationSet all)
    {
        if (reading.Violation is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, location));
        }
        else if (reading.Shape is { } upcast)
        {
            all.Add(upcast);
        }
    }

    private void AnalyzeType(SymbolAnalysisContext context, DeclarationSet all)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var @event = EventReader.Read(type, context.Compilation);
        if (@event.Violation is { } eventViolation)
        {
            context.ReportDiagnostic(CreateDiagnostic(eventViolation, type.FindName(EventReader.FindAttribute(type))));
        }
        else if (@event.Shape is { } shape)
        {
            all.Add(shape);
            if (FindWireViolation(shape, context, all) is { } wireViolation)
            {
                var place = wireViolation.At?.FindOwnName(context.Compilation) ?? type.FindName(EventReader.FindAttribute(type));
                context.ReportDiagnostic(CreateDiagnostic(wireViolation, place));
            }

            foreach (var rule in _ofEvents)
            {
                rule.Check(shape, context);
            }
        }

        if (InheritedHandlers.FindHidden(type, context.Compilation) is { } hidden)
        {
            context.ReportDiagnostic(CreateDiagnostic(hidden, type.FindName()));
            return;
        }

        foreach (var reading in InheritedHandlers.Read(type, context.Compilation))
        {
            Show(reading, type.FindName(), context, all);
        }
    }

    // What cannot travel harms those alone that are to: serializers are generated for them, or members of them have been declared.
    private static Violation? FindWireViolation(EventShape @event, SymbolAnalysisContext context, DeclarationSet all) =>
        all.ReadsBytes || ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken)?.HasMembers(@event) == true
            ? WireReader.Read(@event, context.Compilation).Violation
            : null;

    private void Show(Reading<HandlerShape> reading, Location location, SymbolAnalysisContext context, DeclarationSet all)
    {
        if (reading.Violation is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, location));
        }
        else if (reading.Shape is { } handler)
        {
            all.Add(handler);
            foreach (var rule in _ofHandlers)
            {
                rule.Check(handler, context);
            }
        }
    }

    private static void AnalyzeMember(SymbolAnalysisContext context)
    {
        // A partial property is one property, in whichever part the attribute stands.
        if (context.Symbol is not IPropertySymbol { PartialDefinitionPart: not null }
            && OrderKeyReader.FindMisplaced(context.Symbol) is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, context.Symbol.FindName()));
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
        if (symbol is not IMethodSymbol method)
        {
            return;
        }

        if (FindHandlerAttribute(method) is { } attribute
            && HandlerReader.Read(method, attribute, context.Compilation).Violation is { } violation)
        {
            context.ReportDiagnostic(CreateDiagnostic(violation, location));
        }

        if (UpcastReader.FindAttribute(method) is not null && UpcastReader.Read(method, context.Compilation).Violation is { } fault)
        {
            context.ReportDiagnostic(CreateDiagnostic(fault, location));
        }
    }

    private static AttributeData? FindHandlerAttribute(IMethodSymbol method) =>
        method.FindAttribute(KnownNames.Library, KnownNames.HandlerAttribute);

    private static Diagnostic CreateDiagnostic(Violation violation, Location location) => Diagnostic.Create(
        DeclarationRules.All.Single(rule => rule.Id == violation.Rule),
        location,
        ImmutableDictionary<string, string?>.Empty.Add(nameof(Violation.Suggestion), violation.Suggestion),
        violation.Message);
}
