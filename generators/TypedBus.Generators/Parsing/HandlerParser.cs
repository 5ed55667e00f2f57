using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Turns legal handlers into models.</summary>
internal static class HandlerParser
{
    /// <summary>Reads a handler for its own class, or null where it is illegal or in a generic class.</summary>
    public static HandlerModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
        && HandlerReader.Read(method, context.Attributes[0], context.SemanticModel.Compilation).Shape is { } shape
            ? CreateModel(shape)
            : null;

    /// <summary>Reads the handlers that a class inherits from closed forms of generic classes.</summary>
    public static EquatableArray<HandlerModel> ParseInherited(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var models = new List<HandlerModel>();
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol type)
        {
            foreach (var reading in InheritedHandlers.Read(type, context.SemanticModel.Compilation))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reading.Shape is { } shape)
                {
                    models.Add(CreateModel(shape));
                }
            }
        }

        return new EquatableArray<HandlerModel>(models);
    }

    private static HandlerModel CreateModel(HandlerShape shape)
    {
        var type = TypeNames.Model(shape.Class);
        return new HandlerModel
        {
            Event = EventParser.CreateModel(shape.Event),
            Type = type,
            Class = shape.Method.IsStatic ? null : CreateClassModel(shape, type),
            DeclaringType = TypeNames.Reference(shape.Method.ContainingType),
            Method = shape.Method.Name,
            MethodReference = TypeNames.Member(shape.Method),
            IsBatch = shape.IsBatch,
            Parameters = new EquatableArray<ParameterModel>(shape.Parameters.Select(CreateParameterModel)),
            ParameterTypes = string.Join(",", shape.Method.Parameters.Select(static parameter => parameter.Type.FullName())),
            Result = shape.Result,
            ResultEvent = shape.ResultEvent is null ? null : TypeNames.Model(shape.ResultEvent),
            TaskResult = shape.Result is ResultKind.EventTask or ResultKind.NullableEventTask
                ? TypeNames.TypeArgument(shape.Method.ReturnType)
                : null,
            Options = shape.Options,
            Name = SubscriptionNames.Of(shape),
            IsScoped = shape.IsScoped,
        };
    }

    private static HandlerClassModel CreateClassModel(HandlerShape shape, TypeModel type) => new()
    {
        Type = type,
        IsScoped = shape.IsScoped,
        Services = new EquatableArray<ServiceModel>(shape.ConstructorServices.Select(CreateServiceModel)),
    };

    private static ParameterModel CreateParameterModel(ParameterShape shape) => new()
    {
        Kind = shape.Kind,
        Service = shape.Service is null ? null : CreateServiceModel(shape.Service),
    };

    private static ServiceModel CreateServiceModel(ServiceShape shape) => new()
    {
        Type = TypeNames.Reference(shape.Type),
        Access = shape.Access,
        Key = shape.Access == ServiceAccess.Keyed ? Constants.Write(shape.Key) : null,
    };
}
