namespace TypedBus.Subjects;

/// <summary>Tells what is wrong with a value that is to be a token of a subject.</summary>
internal static class SubjectFault
{
    // What is longer, or cannot be printed, is not shown: it may be anything, and logs are read by many.
    private const int LongestShown = 40;

    /// <summary>Finds out what is wrong with a token: how a sentence that begins with its member goes on, or null.</summary>
    public static string? Find(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty)
        {
            return "is empty";
        }

        foreach (var character in token)
        {
            if (character is '.' or '*' or '>')
            {
                return $"has a '{character}'";
            }

            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return "has white space or a control character";
            }
        }

        return null;
    }

    public static ArgumentException OfNull(Type @event, string member) => Of(@event, member, "is null", default);

    public static ArgumentException Of(Type @event, string member, string fault, ReadOnlySpan<char> value)
    {
        var shown = IsShown(value) ? $" in '{value}'" : string.Empty;
        return new ArgumentException(
            $"Event '{TypeNames.Of(@event)}' has no legal subject: '{member}' {fault}{shown}. "
            + "What stands for a placeholder has at least one character, and no '.', '*', '>', white space or control characters.");
    }

    private static bool IsShown(ReadOnlySpan<char> value)
    {
        foreach (var character in value)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return value.Length is > 0 and <= LongestShown;
    }
}
