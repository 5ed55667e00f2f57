namespace TypedBus;

/// <summary>Takes the headers of an event, in whatever form a transport has them.</summary>
public interface IHeaderWriter
{
    /// <summary>Takes a header.</summary>
    /// <param name="name">The name, which is the same object each time.</param>
    /// <param name="value">The value.</param>
    void Write(string name, string value);
}
