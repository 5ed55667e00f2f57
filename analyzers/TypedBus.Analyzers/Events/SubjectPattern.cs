using System;
using System.Linq;
using TypedBus.Shapes;
using TypedBus.Subjects;

namespace TypedBus.Analyzers.Events;

/// <summary>The subjects that an event can have: its tokens, of which a placeholder stands for any one.</summary>
internal sealed class SubjectPattern(EventShape @event)
{
    private readonly string?[] _tokens =
        [.. @event.Subject.Split('.').Select(static token => SubjectFilter.IsPlaceholder(token) ? null : token)];

    public EventShape Event => @event;

    public int Length => _tokens.Length;

    public bool HasPlaceholders => _tokens.Contains(null);

    /// <summary>Gets whether both stand for the same subjects, whatever their placeholders are called.</summary>
    public bool IsSame(SubjectPattern other) => _tokens.SequenceEqual(other._tokens, StringComparer.Ordinal);

    /// <summary>Gets whether some subject is one of both.</summary>
    public bool Overlaps(SubjectPattern other) =>
        Length == other.Length
        && _tokens.Zip(other._tokens, static (one, another) => one is null || another is null || one == another).All(static fits => fits);
}
