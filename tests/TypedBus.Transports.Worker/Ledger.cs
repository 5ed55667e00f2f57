namespace TypedBus.Transports.Worker;

/// <summary>Something was ordered.</summary>
[Event("ledger.ordered")]
public sealed record Ordered(int Number);

/// <summary>What was ordered stands in the ledger.</summary>
[Event("entries.entered")]
public sealed record Entered(int Number, int Attempt);

/// <summary>Enters what is ordered, and notes each attempt in a file, which outlives the process.</summary>
public static class Ledger
{
    // Held while the file is written: workers may be several.
    private static readonly Lock _lock = new();

    /// <summary>Gets or sets the file.</summary>
    public static string? File { get; set; }

    [Handler]
    public static Entered Enter(Ordered ordered, EventContext context)
    {
        Note(ordered.Number);
        return new Entered(ordered.Number, context.Attempt);
    }

    /// <summary>Notes a number in the file.</summary>
    public static void Note(int number)
    {
        lock (_lock)
        {
            System.IO.File.AppendAllText(File!, FormattableString.Invariant($"{number}\n"));
        }
    }
}
