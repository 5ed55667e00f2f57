namespace TypedBus;

/// <summary>Takes the headers of an event, in whatever form a transport has them.</summary>
public interface IHeaderWriter
{
    /// <summary>Takes a header whose value is a text already.</summary>
    /// <param name="name">The name, which is one object each time.</param>
    /// <param name="value">The value.</param>
    void Write(string name, string value);

    /// <summary>Takes a header whose value is a text only for as long as the call lasts.</summary>
    /// <param name="name">The name, which is one object each time.</param>
    /// <param name="value">The value.</param>
    void Write(string name, scoped ReadOnlySpan<char> value);
}
