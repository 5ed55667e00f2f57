using System.Text;

namespace TypedBus.Testing;

/// <summary>Writes the record of a bus for a person to read.</summary>
internal static class TreeText
{
    // What is longer helps nobody in a failure message.
    private const int MaxLines = 500;

    // A chain that is deeper goes on below itself.
    private const int MaxIndent = 40;

    public static string Of(BusRecord record)
    {
        var text = new StringBuilder();
        var lines = 0;
        record.Visit(
            (depth, published) =>
            {
                Write(depth, published.BoxedEvent.ToString());
                if (published.Failure is { } failure)
                {
                    Write(depth + 1, $"could not be published: {Describe(failure)}");
                }
                else if (published.Begun.Count == 0)
                {
                    Write(depth + 1, "nobody has handled it");
                }
            },
            (depth, attempt) => Write(depth, $"-> {attempt.Handler}: {Describe(attempt)}"));
        if (lines > MaxLines)
        {
            text.Append("… and ").Append(lines - MaxLines).AppendLine(" lines more");
        }

        return lines == 0 ? "Nothing was published." + Environment.NewLine : text.ToString();

        void Write(int depth, string? line)
        {
            if (++lines <= MaxLines)
            {
                text.Append(' ', 2 * Math.Min(depth, MaxIndent)).AppendLine(line);
            }
        }
    }

    private static string Describe(HandlerAttempt attempt)
    {
        var outcome = !attempt.HasEnded ? "runs" : attempt.Failure is null ? "handled" : "failed";
        var which = attempt.Attempt == 1 ? string.Empty : $" at attempt {attempt.Attempt}";
        var end = attempt.DeadLetter is null ? string.Empty : ", and is a dead letter";
        return $"{outcome}{which}{end}{(attempt.Failure is { } failure ? ": " + Describe(failure) : null)}";
    }

    private static string Describe(Exception exception) =>
        $"{exception.GetType().Name}: {exception.Message.Split(Environment.NewLine)[0]}";

}
