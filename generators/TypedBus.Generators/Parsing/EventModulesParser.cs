using System;
using System.Collections.Generic;
using System.Linq;
using TypedBus.Generators.Model;

namespace TypedBus.Generators.Parsing;

/// <summary>Sorts the modules that an assembly knows.</summary>
internal static class EventModulesParser
{
    /// <summary>Lists the modules, or null where the assembly does not reference the library.</summary>
    public static EventModulesModel? Parse(
        AssemblyModel? assembly, IEnumerable<ModuleReferenceModel?> referenced, ModuleOutlineModel? own)
    {
        if (assembly is null)
        {
            return null;
        }

        var ownReference = own is null ? null : new ModuleReferenceModel
        {
            Assembly = assembly.Name,
            Type = $"{GeneratedCode.Namespace}.{assembly.ModuleClass}",
            Alias = "global",
        };
        return new EventModulesModel
        {
            Modules = new EquatableArray<ModuleReferenceModel>(referenced.Append(ownReference)
                .OfType<ModuleReferenceModel>()
                .GroupBy(static module => module.Type, StringComparer.Ordinal)
                .Select(static group => group.OrderBy(static module => module.Alias, StringComparer.Ordinal).First())
                .OrderBy(static module => module.Assembly, StringComparer.Ordinal)),
        };
    }
}
