using System;
using System.Linq;

namespace TypedBus.Shapes;

/// <summary>How far two names are from each other.</summary>
internal static class EditDistance
{
    /// <summary>Counts the characters that must be put in, left out or changed to make one name the other; a change of case is none.</summary>
    public static int Between(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        var current = new int[other.Length + 1];
        for (var row = 1; row <= one.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var change = char.ToUpperInvariant(one[row - 1]) == char.ToUpperInvariant(other[column - 1]) ? 0 : 1;
                current[column] = Math.Min(Math.Min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
            }

            (previous, current) = (current, previous);
        }

        return previous[other.Length];
    }
}
