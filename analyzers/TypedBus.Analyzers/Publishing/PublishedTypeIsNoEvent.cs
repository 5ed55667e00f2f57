using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3002: what is published is no event by its static type, and so nobody ever hears of it.</summary>
internal sealed class PublishedTypeIsNoEvent : IPublishRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB3002",
        "The published type is no event",
        "'{0}' is no event, and an event is published by its static type: nobody hears of this one. {1}.",
        Rule.Publishing,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(PublishCall call, OperationAnalysisContext context, KnownSymbols known)
    {
        // What a type parameter stands for, its caller knows. What is no type yet, the compiler reports.
        if (call.Type is ITypeParameterSymbol || call.Type.HasError() || EventReader.IsMarked(call.Type))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(_rule, call.Location, call.Type.ToDisplayString(), FindRemedy(call.Type)));
    }

    private static string FindRemedy(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeArguments: [var inner] } generic && EventReader.IsMarked(inner))
        {
            if (type.Is("System", "Nullable`1"))
            {
                return "Publish its value where it has one";
            }

            return generic.Is(KnownNames.Tasks, "Task`1") || generic.Is(KnownNames.Tasks, "ValueTask`1")
                ? "Await the task first"
                : $"Publish each '{inner.Name}' alone";
        }

        return CanBeEvent(type) ? "Mark it with [Event]" : "Publish it as the type that is marked with [Event]";
    }

    private static bool CanBeEvent(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            TypeKind: TypeKind.Class or TypeKind.Struct,
            IsAbstract: false,
            IsGenericType: false,
            IsAnonymousType: false,
            IsTupleType: false,
            SpecialType: SpecialType.None,
            DeclaringSyntaxReferences.IsEmpty: false,
        };
}
