using System.Diagnostics.CodeAnalysis;

namespace TypedBus;

/// <summary>An identifier as it travels: one of this library's, or a text of somebody else's, which is kept as it is.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public readonly struct HeaderId : IEquatable<HeaderId>
{
    private readonly EventId _id;
    private readonly string? _text;

    /// <summary>Takes an identifier of this library.</summary>
    /// <param name="id">The identifier.</param>
    public HeaderId(EventId id) => _id = id;

    /// <summary>Takes a text, which is not looked at before somebody asks.</summary>
    /// <param name="text">The text: that of an identifier of this library, or any other.</param>
    public HeaderId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Gets whether it identifies nothing.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_text) && _id.IsEmpty;

    /// <summary>Gets how long the text is.</summary>
    internal int Length => _text?.Length ?? EventId.TextLength;

    /// <summary>Gets the identifier: of a text of somebody else's, the one that always stands for that text.</summary>
    public EventId Id => string.IsNullOrEmpty(_text) ? _id : EventId.TryParse(_text, out var id) ? id : EventId.OfText(_text);

    /// <summary>Takes an identifier of this library.</summary>
    /// <param name="id">The identifier.</param>
    public static implicit operator HeaderId(EventId id) => new(id);

    /// <summary>Tells whether two identifiers are the same.</summary>
    /// <param name="left">One identifier.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(HeaderId left, HeaderId right) => left.Equals(right);

    /// <summary>Tells whether two identifiers differ.</summary>
    /// <param name="left">One identifier.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(HeaderId left, HeaderId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(HeaderId other) => Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is HeaderId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>Gives the identifier's text, which is made anew at each call where it was none.</summary>
    /// <returns>The text, which is empty where it identifies nothing.</returns>
    public override string ToString() => _text ?? (_id.IsEmpty ? string.Empty : _id.ToString());
}
