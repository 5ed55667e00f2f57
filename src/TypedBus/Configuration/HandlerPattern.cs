namespace TypedBus;

/// <summary>Names one handler, or several by a <c>*</c> that stands for any characters.</summary>
internal sealed record HandlerPattern(string Text)
{
    public static HandlerPattern All { get; } = new("*");

    public bool Matches(string name) => Matches(Text, name);

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return name.SequenceEqual(pattern);
        }

        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        var rest = pattern[(star + 1)..];
        for (var start = star; start <= name.Length; start++)
        {
            if (Matches(rest, name[start..]))
            {
                return true;
            }
        }

        return false;
    }
}
