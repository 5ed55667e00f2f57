using System;
using System.Collections.Generic;

namespace TypedBus.Generators.Parsing;

/// <summary>
/// Chooses names of files and classes. Files may not differ by case alone, types may; base types may differ by what is nullable in their
/// arguments alone. No type's name has a hyphen.
/// </summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the name, with a number behind it where it is taken.</summary>
    public string Choose(string name)
    {
        var chosen = name;
        for (var number = 2; !_names.Add(chosen); number++)
        {
            chosen = $"{name}-{number}";
        }

        return chosen;
    }
}
