namespace TypedBus;

/// <summary>Why a delivery became a dead letter, as it is stored beside its bytes.</summary>
/// <param name="Handler">The name of the subscription that gave it up.</param>
/// <param name="Text">What went wrong. It does not quote the payload.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Time">When it was given up.</param>
public sealed record DeadLetterReason(string Handler, string Text, int Attempts, DateTimeOffset Time);
