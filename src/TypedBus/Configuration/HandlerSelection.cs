namespace TypedBus;

/// <summary>Chooses which of the known handlers run on a bus. Without a choice, all do.</summary>
public sealed class HandlerSelection
{
    internal HandlerSelection()
    {
    }

    internal List<HandlerPattern> Included { get; } = [];

    internal List<HandlerPattern> Excluded { get; } = [];

    /// <summary>Runs these handlers and no others. Several calls add up.</summary>
    /// <param name="handlers">Names of handlers; <c>*</c> stands for any characters. One that matches none is an error at start.</param>
    /// <returns>This selection.</returns>
    public HandlerSelection Only(params string[] handlers)
    {
        Included.AddRange(handlers.Select(static text => new HandlerPattern(text)));
        return this;
    }

    /// <summary>Runs all handlers but these. Several calls add up, and go before <see cref="Only"/>.</summary>
    /// <param name="handlers">Names of handlers; <c>*</c> stands for any characters. One that matches none is an error at start.</param>
    /// <returns>This selection.</returns>
    public HandlerSelection Except(params string[] handlers)
    {
        Excluded.AddRange(handlers.Select(static text => new HandlerPattern(text)));
        return this;
    }

    internal bool Selects(string handler) =>
        (Included.Count == 0 || Included.Exists(pattern => pattern.Matches(handler)))
        && !Excluded.Exists(pattern => pattern.Matches(handler));
}
