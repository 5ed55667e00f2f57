namespace TypedBus.Analyzers.Bodies;

/// <summary>What a rule about bodies tells its fix, in the properties of the diagnostic.</summary>
internal static class BodyHints
{
    /// <summary>The expression of the token at hand.</summary>
    public const string Token = nameof(Token);

    /// <summary>The expression of the context at hand.</summary>
    public const string Context = nameof(Context);

    /// <summary>The handler may be made async, and its result a task.</summary>
    public const string CanBecomeAsync = nameof(CanBecomeAsync);

    /// <summary>The handler may be given another parameter.</summary>
    public const string OwnsSignature = nameof(OwnsSignature);

    /// <summary>What stands in place of what is reported; each rule's own.</summary>
    public const string Remedy = nameof(Remedy);
}
