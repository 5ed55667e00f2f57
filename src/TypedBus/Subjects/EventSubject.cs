using TypedBus.Runtime;

namespace TypedBus.Subjects;

/// <summary>The subject of an event, as it is declared; one with placeholders is written for each event.</summary>
internal abstract class EventSubject(string declared)
{
    /// <summary>How many characters are written on the stack. A subject that is longer takes a buffer from a pool.</summary>
    public const int UsualLength = 128;

    /// <summary>Gets the subject as the attribute has it.</summary>
    public string Declared { get; } = declared;

    /// <summary>Gives a filter where it must be asked about each event, or null where it fits all of them.</summary>
    public SubjectFilter? Narrow(SubjectFilter? filter) => filter?.Compare(Declared) == SubjectMatch.Sometimes ? filter : null;

    /// <summary>
    /// Gives all subjects that the event may have and a filter takes: tokens, with <c>*</c> where a placeholder may come to be any. The filter
    /// fits some of them.
    /// </summary>
    public string Pattern(SubjectFilter? filter)
    {
        var tokens = Declared.Split('.');
        for (var index = 0; index < tokens.Length; index++)
        {
            if (SubjectFilter.IsPlaceholder(tokens[index]))
            {
                tokens[index] = filter?.TokenAt(index) ?? "*";
            }
        }

        return string.Join('.', tokens);
    }

    /// <summary>Gives the subject of an event that is of this type, though its static type does not say so.</summary>
    public abstract string OfObject(object @event);
}

/// <summary>The subject of an event, with the event's type.</summary>
/// <remarks>Safe for use by several threads.</remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="declared">The subject as the attribute has it.</param>
/// <param name="write">Writes the subject of an event, or null where it is the same for all.</param>
internal sealed class EventSubject<TEvent>(string declared, SubjectWriter<TEvent>? write) : EventSubject(declared)
{
    // A power of two: a place is found by the low bits of a hash.
    private const int CachedSubjects = 64;

    // Subjects that were asked for as text, each at the place of its hash. A race loses one of two texts: harmless, as both are right.
    private string?[]? _cache;

    /// <summary>Gets whether the subject is written for each event.</summary>
    public bool IsWritten => write is not null;

    /// <summary>Writes the subject of an event, where it is written for each.</summary>
    /// <exception cref="ArgumentException">A value is not one legal token.</exception>
    public void Write(in TEvent @event, ref SubjectText text) => write!(in @event, ref text);

    /// <summary>Gives the subject of an event. One that is short and was asked for before is the same text again.</summary>
    /// <exception cref="ArgumentException">A value is not one legal token.</exception>
    public string Of(in TEvent @event)
    {
        if (write is null)
        {
            return Declared;
        }

        var text = new SubjectText(stackalloc char[UsualLength], typeof(TEvent));
        try
        {
            write(in @event, ref text);
            return Find(text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }

    /// <summary>Tells whether the subject of an event fits a filter.</summary>
    /// <exception cref="ArgumentException">A value is not one legal token.</exception>
    public bool Fits(in TEvent @event, SubjectFilter filter)
    {
        var text = new SubjectText(stackalloc char[UsualLength], typeof(TEvent));
        try
        {
            Write(in @event, ref text);
            return filter.Matches(text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }

    public override string OfObject(object @event) => Of((TEvent)@event);

    private string Find(ReadOnlySpan<char> subject)
    {
        if (subject.Length > UsualLength)
        {
            return subject.ToString();
        }

        var cache = _cache ??= new string?[CachedSubjects];
        ref var place = ref cache[string.GetHashCode(subject) & (CachedSubjects - 1)];
        var found = place;
        return found is not null && subject.SequenceEqual(found) ? found : place = subject.ToString();
    }
}
