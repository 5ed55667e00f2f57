using System.Linq;
using System.Security;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the file of one event: what registers its handlers, and what calls them.</summary>
internal static class EventHandlersEmitter
{
    // Makes the following:
    //
    //     [assembly: DeclaredHandler("<NAME>", "<EVENT>", "<RESULT>", "<GROUP>", "<FILTER>")]
    //
    //     namespace TypedBus.Generated
    //     {
    //         /// <summary>Registers and calls the handlers of <EVENT>.</summary>
    //         [Embedded]
    //         internal static class <EVENT>_Handlers
    //         {
    //             <REGISTER>
    //             <INVOKERS>
    //             <DISPATCHER>
    //         }
    //     }
    public static void Emit(SourceProductionContext context, EventHandlersModel model)
    {
        var writer = new CodeWriter();
        writer.WriteLines(Code.AllowObsolete);
        writer.WriteLine();
        EmitDescriptions(writer, model);
        writer.WriteLine();
        writer.OpenBlock($"namespace {GeneratedCode.Namespace}");
        writer.WriteLines($"/// <summary>Registers and calls the handlers of {SecurityElement.Escape(model.Event.Type.FullName)}.</summary>");
        writer.WriteLines(Code.EmbeddedAttribute);
        writer.WriteLines(Code.GeneratedAttribute);
        writer.OpenBlock($"internal static class {model.ClassName}");
        EmitRegister(writer, model);
        for (var number = 0; number < model.Handlers.Count; number++)
        {
            writer.WriteLine();
            InvokerEmitter.Emit(writer, model.Handlers[number], number);
        }

        if (model.Dispatched.Count > 0)
        {
            writer.WriteLine();
            DispatcherEmitter.Emit(writer, model);
        }

        writer.CloseBlock();
        writer.CloseBlock();
        context.AddSource(model.FileName, writer.ToSource());
    }

    // What is known of a handler without loading the assembly: constants alone.
    private static void EmitDescriptions(CodeWriter writer, EventHandlersModel model)
    {
        var taken = Code.Literal(model.Event.Type.FullName);
        foreach (var handler in model.Handlers)
        {
            var (name, result) = (Code.Literal(handler.Name), Code.LiteralOrNull(handler.ResultEvent?.FullName));
            var (group, filter) = (Code.LiteralOrNull(handler.Options.Group), Code.LiteralOrNull(handler.Options.Subject));
            writer.WriteLines($"[assembly: {Code.Runtime}.DeclaredHandler({name}, {taken}, {result}, {group}, {filter})]");
        }
    }

    // Makes the following:
    //
    //     public static void Register(ModuleRegistry registry)
    //     {
    //         registry.<ADD HANDLER><<EVENT>>(
    //             <DEFINITION>,
    //             <FACTORY>);
    //         registry.AddDispatcher<<EVENT>>(<COUNT>, <FACTORY>);
    //     }
    private static void EmitRegister(CodeWriter writer, EventHandlersModel model)
    {
        writer.OpenBlock($"public static void Register({Code.Runtime}.ModuleRegistry registry)");
        for (var number = 0; number < model.Handlers.Count; number++)
        {
            var handler = model.Handlers[number];
            var add = handler.IsBatch ? "AddBatchHandler" : model.Event.IsBase ? "AddBaseHandler" : "AddHandler";
            writer.WriteLines($"registry.{add}<{model.Event.Type.Reference}>(");
            writer.Indent();
            EmitDefinition(writer, handler, model);
            writer.WriteLines($"{InvokerEmitter.WriteFactory(handler, number)});");
            writer.Outdent();
        }

        if (model.Dispatched.Count > 0)
        {
            var factory = DispatcherEmitter.WriteFactory(model);
            writer.WriteLines($"registry.AddDispatcher<{model.Event.Type.Reference}>({model.Dispatched.Count}, {factory});");
        }

        writer.CloseBlock();
    }

    // Makes the following, without the properties that have their defaults:
    //
    //     new HandlerDefinition
    //     {
    //         <PROPERTY> = <VALUE>,
    //     },
    private static void EmitDefinition(CodeWriter writer, HandlerModel handler, EventHandlersModel model)
    {
        writer.OpenBlock($"new {Code.Runtime}.HandlerDefinition");
        writer.WriteLines($"Name = {Code.Literal(handler.Name)},");
        writer.WriteLines($"Subject = {Code.Literal(model.Event.Subject)},");
        writer.WriteLines($"Assembly = {Code.Literal(model.Assembly.Name)},");
        writer.WriteLines($"Type = {Code.Literal(handler.Type.FullName)},");
        writer.WriteLines($"Method = {Code.Literal(handler.Method)},");
        writer.WriteLines($"Parameters = {Code.Literal(handler.ParameterTypes)},");
        if (handler.ResultEvent is { } result)
        {
            writer.WriteLines($"Result = typeof({result.Reference}),");
        }

        EmitOptions(writer, handler);
        var taken = handler.Parameters.Select(static parameter => parameter.Service).OfType<ServiceModel>();
        var services = Code.TypesOfRequired(taken).ToArray();
        if (services.Length > 0)
        {
            writer.WriteLines($"Services = new global::System.Type[] {{ {string.Join(", ", services)} }},");
        }

        writer.CloseBlock(",");
    }

    private static void EmitOptions(CodeWriter writer, HandlerModel handler)
    {
        var options = handler.Options;
        if (options.Group is not null)
        {
            writer.WriteLines($"Group = {Code.Literal(options.Group)},");
        }

        if (options.Subject is not null)
        {
            writer.WriteLines($"Filter = {Code.Literal(options.Subject)},");
        }

        if (options.Order != 0)
        {
            writer.WriteLines($"Order = {options.Order},");
        }

        if (options.Capacity != 0)
        {
            writer.WriteLines($"Capacity = {options.Capacity},");
        }

        if (options.FullMode != FullMode.Wait)
        {
            writer.WriteLines($"FullMode = global::TypedBus.FullMode.{options.FullMode},");
        }

        if (options.Concurrency != 1)
        {
            writer.WriteLines($"Concurrency = {options.Concurrency},");
        }

        if (handler.IsBatch)
        {
            writer.WriteLines("IsBatch = true,");
        }

        if (options.MaxBatch != 0)
        {
            writer.WriteLines($"MaxBatch = {options.MaxBatch},");
        }

        if (options.LingerMilliseconds != 0)
        {
            writer.WriteLines($"LingerMilliseconds = {options.LingerMilliseconds},");
        }

        if (options.Attempts != 0)
        {
            writer.WriteLines($"Attempts = {options.Attempts},");
        }

        if (!options.Dispatch)
        {
            writer.WriteLines("Dispatch = false,");
        }

        if (handler.IsScoped)
        {
            writer.WriteLines("Lifetime = global::TypedBus.HandlerLifetime.Scoped,");
        }
    }
}
