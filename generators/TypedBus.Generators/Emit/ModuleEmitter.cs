using System.Linq;
using System.Security;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the module of an assembly.</summary>
internal static class ModuleEmitter
{
    // What is asked of a public API: documentation, compliance with the CLS, an entry in the API's list.
    private const string IsPublicForCodeAlone =
        "#pragma warning disable CS1591, CS3001, CS3009, RS0016 // Public only for the generated code of other assemblies";

    // Makes the following:
    //
    //     [assembly: EventModule(typeof(<MODULE>))]
    //     [assembly: DeclaredEvent("<EVENT>", "<SUBJECT>", "<BASES>")]
    //
    //     namespace TypedBus.Generated
    //     {
    //         <MODULE CLASS>
    //     }
    public static void Emit(SourceProductionContext context, ModuleOutlineModel? model)
    {
        if (model is null)
        {
            return;
        }

        var writer = new CodeWriter();
        writer.WriteLines(IsPublicForCodeAlone);
        writer.WriteLines(Code.AllowObsolete);
        writer.WriteLine();
        var module = $"global::{GeneratedCode.Namespace}.{model.Assembly.ModuleClass}";
        writer.WriteLines($"[assembly: {Code.Runtime}.EventModule(typeof({module}))]");
        foreach (var declared in model.Events)
        {
            var (name, subject) = (Code.Literal(declared.Event.Type.FullName), Code.Literal(declared.Event.Subject));
            writer.WriteLines($"[assembly: {Code.Runtime}.DeclaredEvent({name}, {subject}, {Code.LiteralOrNull(declared.Bases)})]");
        }

        writer.WriteLine();
        writer.OpenBlock($"namespace {GeneratedCode.Namespace}");
        EmitClass(writer, model);
        writer.CloseBlock();
        context.AddSource("Module.g.cs", writer.ToSource());
    }

    // Makes the following:
    //
    //     public sealed class <MODULE> : EventModule
    //     {
    //         private <MODULE>()
    //         {
    //         }
    //
    //         public static <MODULE> Instance { get; } = new <MODULE>();
    //
    //         public override string Name => "<ASSEMBLY>";
    //
    //         <REGISTER>
    //     }
    private static void EmitClass(CodeWriter writer, ModuleOutlineModel model)
    {
        var name = model.Assembly.ModuleClass;
        writer.WriteLines($"/// <summary>The events and handlers of the assembly {SecurityElement.Escape(model.Assembly.Name)}.</summary>");
        writer.WriteLines(Code.GeneratedAttribute);
        writer.WriteLines("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.OpenBlock($"public sealed class {name} : {Code.Runtime}.EventModule");
        writer.OpenBlock($"private {name}()");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLines("/// <summary>Gets the only instance, which holds no state.</summary>");
        writer.WriteLines($"public static {name} Instance {{ get; }} = new {name}();");
        writer.WriteLine();
        writer.WriteLines("/// <inheritdoc/>");
        writer.WriteLines($"public override string Name => {Code.Literal(model.Assembly.Name)};");
        writer.WriteLine();
        EmitRegister(writer, model);
        writer.CloseBlock();
    }

    // Makes the following:
    //
    //     public override void Register(ModuleRegistry registry)
    //     {
    //         registry.AddEvent<<EVENT>>("<SUBJECT>", <VERSION>);
    //         registry.AddRoute<<EVENT>>("<TRANSPORT>");
    //         <ORDER KEY>
    //         <SUBJECT>
    //         registry.AddSerializer<<EVENT>>(new <EVENT>_Serializer());
    //         registry.AddUpcast<<OLD EVENT>, <EVENT>>(static old => <UPCASTER>(old));
    //         <HANDLER CLASS>
    //         <EVENT>_Handlers.Register(registry);
    //     }
    private static void EmitRegister(CodeWriter writer, ModuleOutlineModel model)
    {
        writer.WriteLines("/// <inheritdoc/>");
        writer.OpenBlock($"public override void Register({Code.Runtime}.ModuleRegistry registry)");
        foreach (var declared in model.Events)
        {
            var version = declared.Version == 1 ? string.Empty : $", {declared.Version}";
            writer.WriteLines($"registry.AddEvent<{declared.Event.Type.Reference}>({Code.Literal(declared.Event.Subject)}{version});");
            if (declared.Transport is { } transport)
            {
                writer.WriteLines($"registry.AddRoute<{declared.Event.Type.Reference}>({Code.Literal(transport)});");
            }

            if (declared.OrderKey is { } key)
            {
                OrderKeyEmitter.Emit(writer, declared.Event, key);
            }

            if (declared.SubjectParts.Count > 0)
            {
                SubjectEmitter.Emit(writer, declared.Event, declared.SubjectParts);
            }
        }

        foreach (var serializer in model.Serializers)
        {
            writer.WriteLines($"registry.AddSerializer<{serializer.Event}>(new {serializer.ClassName}());");
        }

        foreach (var upcast in model.Upcasts)
        {
            writer.WriteLines($"registry.AddUpcast<{upcast.From}, {upcast.To}>(static old => {upcast.Method}(old));");
        }

        foreach (var handlerClass in model.HandlerClasses)
        {
            EmitHandlerClass(writer, handlerClass);
        }

        foreach (var eventHandlers in model.EventHandlers)
        {
            writer.WriteLines($"{eventHandlers}.Register(registry);");
        }

        writer.CloseBlock();
    }

    // Makes the following:
    //
    //     registry.AddHandlerClass<<CLASS>>(
    //         HandlerLifetime.<LIFETIME>,
    //         static services => new <CLASS>(
    //             <SERVICE>),
    //         typeof(<SERVICE>));
    private static void EmitHandlerClass(CodeWriter writer, HandlerClassModel model)
    {
        var type = model.Type.Reference;
        var arguments = model.Services.Select(static service => Code.Get(service, "services")).ToArray();
        var types = string.Concat(Code.TypesOfRequired(model.Services).Select(static required => ",\n" + required));
        writer.WriteLines($"registry.AddHandlerClass<{type}>(");
        writer.Indent();
        writer.WriteLines($"global::TypedBus.HandlerLifetime.{(model.IsScoped ? "Scoped" : "Singleton")},");
        if (arguments.Length == 0)
        {
            writer.WriteLines($"static _ => new {type}(){types});");
        }
        else
        {
            writer.WriteLines($"static services => new {type}(");
            writer.Indent();
            writer.WriteLines(string.Join(",\n", arguments) + ")" + (types.Length == 0 ? ");" : ","));
            writer.Outdent();
            if (types.Length > 0)
            {
                writer.WriteLines(types.Substring(2) + ");");
            }
        }

        writer.Outdent();
    }
}
