namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads values of one type. Generated code has one for each type that an event is made of.</summary>
/// <remarks>Codecs are structs whose members are static: what is put together from them is compiled as if it were written by hand.</remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public interface ICodec<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">What takes the bytes.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(ref PayloadWriter writer, in T value);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">What gives the bytes.</param>
    /// <returns>The value.</returns>
    static abstract T Read(ref PayloadReader reader);
}
