using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the class by which an application hands its modules to a bus.</summary>
internal static class EventModulesEmitter
{
    private const string Module = Code.Runtime + ".EventModule";

    // Makes the following:
    //
    //     namespace TypedBus
    //     {
    //         [Embedded]
    //         internal static class EventModules
    //         {
    //             public static IReadOnlyList<EventModule> All { get; } =
    //                 Array.AsReadOnly(new EventModule[]
    //                 {
    //                     <MODULE>.Instance,
    //                 });
    //         }
    //     }
    public static void Emit(SourceProductionContext context, EventModulesModel? model)
    {
        if (model is null)
        {
            return;
        }

        var writer = new CodeWriter();
        EmitAliases(writer, model);
        writer.OpenBlock("namespace TypedBus");
        writer.WriteLines("/// <summary>The modules that this assembly knows: its own and those of the assemblies that it references.</summary>");
        writer.WriteLines(Code.EmbeddedAttribute);
        writer.WriteLines(Code.GeneratedAttribute);
        writer.OpenBlock("internal static class EventModules");
        writer.WriteLines("/// <summary>Gets the modules, in the ordinal order of their assemblies' names.</summary>");
        writer.WriteLines($"public static global::System.Collections.Generic.IReadOnlyList<{Module}> All {{ get; }} =");
        writer.Indent();
        writer.OpenBlock($"global::System.Array.AsReadOnly(new {Module}[]");
        foreach (var module in model.Modules)
        {
            writer.WriteLines($"{module.Alias}::{module.Type}.Instance,");
        }

        writer.CloseBlock(");");
        writer.Outdent();
        writer.CloseBlock();
        writer.CloseBlock();
        context.AddSource("EventModules.g.cs", writer.ToSource());
    }

    // Makes the following, for assemblies that are referenced by an alias alone:
    //
    //     extern alias <ALIAS>;
    private static void EmitAliases(CodeWriter writer, EventModulesModel model)
    {
        var aliases = model.Modules.Select(static module => module.Alias).Where(static alias => alias != "global").Distinct().ToArray();
        foreach (var alias in aliases)
        {
            writer.WriteLines($"extern alias {alias};");
        }

        if (aliases.Length > 0)
        {
            writer.WriteLine();
        }
    }
}
