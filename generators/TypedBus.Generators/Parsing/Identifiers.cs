using System.Text;

namespace TypedBus.Generators.Parsing;

/// <summary>Makes identifiers out of dotted names, so that different names make different identifiers.</summary>
internal static class Identifiers
{
    /// <summary>
    /// Writes a dot as one underscore, and any other character that is not a letter or digit as two and its code.
    /// A dot that no letter or digit follows is written by its code as well, so that the runs of underscores can be told apart.
    /// </summary>
    public static string Encode(string name)
    {
        var identifier = new StringBuilder(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            if (char.IsLetter(character) || (char.IsDigit(character) && index > 0))
            {
                identifier.Append(character);
            }
            else if (character == '.' && index > 0 && index + 1 < name.Length && char.IsLetterOrDigit(name[index + 1]))
            {
                identifier.Append('_');
            }
            else
            {
                identifier.Append("__").Append(((int)character).ToString("X4"));
            }
        }

        return identifier.ToString();
    }
}
