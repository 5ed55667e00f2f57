using System.Globalization;
using System.Text;

namespace TypedBus.Nats.JetStream;

/// <summary>
/// Maps names and subjects to what a server takes for the name of a consumer or a stream, and for one token of a subject.
/// </summary>
/// <remarks>
/// Letters and digits of ASCII and <c>-</c> stay as they are, a dot becomes <c>_</c>, and every other byte of the text in UTF-8 becomes
/// <c>=</c> and two hexadecimal digits. So two texts never have one name, and a name can be read back.
/// </remarks>
internal static class ConsumerNames
{
    // The server's own limit, beyond which it refuses.
    private const int Longest = 255;

    // No escaped text has it, so that what a group shares is never called as a subscription.
    private const string GroupMark = "~";

    /// <summary>Gives the name of a subscription's consumer: all processes that share the deliveries have the same.</summary>
    /// <exception cref="TransportException">The name is longer than the server takes.</exception>
    public static string Of(TransportSubscription subscription)
    {
        var name = subscription.Group is { } group
            ? Escape(group) + GroupMark + Escape(subscription.Subject)
            : Escape(subscription.Name);
        return name.Length <= Longest
            ? name
            : throw new TransportException(
                $"The consumer of '{subscription.Name}' would have a name of {name.Length} characters, and a server takes {Longest}. "
                + "Give the handler a shorter name.");
    }

    public static string Escape(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var character in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)character) || character == '-')
            {
                name.Append((char)character);
            }
            else if (character == '.')
            {
                name.Append('_');
            }
            else
            {
                name.Append('=').Append(character.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return name.ToString();
    }
}
