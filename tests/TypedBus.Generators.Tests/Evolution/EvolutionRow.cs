namespace TypedBus.Generators.Tests.Evolution;

/// <summary>A change to an event, and what it does to those who have not made it, or to the bytes of before.</summary>
/// <param name="Change">What changes, for the page.</param>
/// <param name="Old">The program of before.</param>
/// <param name="New">The program of after.</param>
/// <param name="OldRead">What the new program reads of old bytes.</param>
/// <param name="NewRead">What the old program reads of new bytes.</param>
/// <param name="OfOldBytes">The same, for the page.</param>
/// <param name="OfNewBytes">The same, for the page.</param>
internal sealed record EvolutionRow(
    string Change, string Old, string New, string OldRead, string NewRead, string OfOldBytes, string OfNewBytes)
{
    public string Line => $"| {Change} | {OfOldBytes} | {OfNewBytes} |";
}
