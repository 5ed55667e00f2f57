namespace TypedBus.Nats.JetStream;

/// <summary>Compares patterns of subjects, by NATS's rules.</summary>
internal static class SubjectCover
{
    /// <summary>Tells whether every subject that fits one pattern fits the other, too.</summary>
    /// <param name="pattern">The wider pattern.</param>
    /// <param name="subject">The narrower one, or a plain subject.</param>
    public static bool Covers(string pattern, string subject)
    {
        var wide = pattern.Split('.');
        var narrow = subject.Split('.');
        for (var index = 0; index < wide.Length; index++)
        {
            if (wide[index] == ">")
            {
                return narrow.Length > index;
            }

            if (index >= narrow.Length || narrow[index] == ">" || (wide[index] != "*" && wide[index] != narrow[index]))
            {
                return false;
            }
        }

        return wide.Length == narrow.Length;
    }

    /// <summary>Tells whether one of the patterns covers the subject.</summary>
    public static bool AnyCovers(IEnumerable<string>? patterns, string subject) =>
        patterns?.Any(pattern => Covers(pattern, subject)) == true;
}
