using System.Globalization;

namespace TypedBus;

/// <summary>Names types as generated code does.</summary>
internal static class TypeNames
{
    /// <summary>Gives the full name of a type, nested types joined by dots, with the names of its type arguments behind it.</summary>
    public static string Of(Type type)
    {
        if (!type.IsConstructedGenericType)
        {
            return (type.FullName ?? type.Name).Replace('+', '.');
        }

        var name = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        var arguments = type.GenericTypeArguments;
        var taken = 0;

        // Each level of nesting has the number of its own arguments behind its name: "Outer`1.Inner`1".
        return string.Join('.', name.Split('.').Select(part =>
        {
            if (part.IndexOf('`') is not (> 0 and var mark))
            {
                return part;
            }

            var own = arguments.Skip(taken).Take(int.Parse(part.AsSpan(mark + 1), CultureInfo.InvariantCulture)).ToArray();
            taken += own.Length;
            return $"{part[..mark]}<{string.Join(", ", own.Select(Of))}>";
        }));
    }
}
