using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TypedBus.Nats;

/// <summary>Which subjects the server takes, and how subscriptions are named to it.</summary>
internal static class Subjects
{
    private static readonly SearchValues<char> _illegal = SearchValues.Create("*> \t\r\n\0");

    /// <exception cref="TransportException">Nothing can be published on the subject.</exception>
    public static void ThrowIfIllegal(string subject)
    {
        if (subject.AsSpan().ContainsAny(_illegal) || subject is "" or ['.', ..] or [.., '.']
            || subject.Contains("..", StringComparison.Ordinal))
        {
            ThrowIllegal(subject);
        }
    }

    /// <summary>
    /// Names the queue group of a subscription: its group or name, and its subject, since the server has one group of a name share what all of its
    /// subjects bring. Stars become plus signs, blanks become underscores: the server and the client take neither in a group's name.
    /// </summary>
    public static string QueueGroup(string group, string subject) =>
        $"{group}/{subject}".Replace('*', '+').Replace('>', '+').Replace(' ', '_').Replace('\t', '_').Replace('\r', '_').Replace('\n', '_');

    [DoesNotReturn]
    private static void ThrowIllegal(string subject) => throw new TransportException(
        $"Nothing can be published on the subject '{subject}'. A subject is tokens joined by dots, none of them empty, without blanks and wildcards.");
}
