using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TypedBus;

/// <summary>
/// What travels beside the bytes of an event, by CloudEvents' names in binary mode. Transports write it into their own headers, and read it out
/// of them; headers that nobody knows are kept.
/// </summary>
/// <remarks>
/// It stands on the stack of who writes or reads, and takes no memory but for texts of identifiers and times, and for headers that are unknown.
/// Used by one thread at a time. What has no value is not written.
/// </remarks>
public partial struct EventHeaders
{
    /// <summary>The version of CloudEvents that is written.</summary>
    public const string SpecVersion = "1.0";

    // As long as the round-trip format is in UTC.
    private const int TimeLength = 28;

    // What has been read, and is looked at when all of it is there.
    private string? _specVersion;
    private string? _time;
    private Dictionary<string, string>? _unknown;

    /// <summary>Gets or sets the identifier of the event.</summary>
    public HeaderId Id { get; set; }

    /// <summary>Gets or sets where the event comes from, an URI or a part of one, or null.</summary>
    public string? Source { get; set; }

    /// <summary>Gets or sets what the bytes are called, as <see cref="EventSerializers.TypeOf{TEvent}"/> tells, or null.</summary>
    public string? Type { get; set; }

    /// <summary>Gets or sets when the event was published, or the default where that is not known.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>Gets or sets the key by which deliveries keep their order, or null.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// Gets or sets what all events share that follow from one. That of the event that began is its own identifier: it is not written, and what
    /// was read without one has it so.
    /// </summary>
    public HeaderId CorrelationId { get; set; }

    /// <summary>Gets or sets the identifier of the event whose handler published this one.</summary>
    public HeaderId CausationId { get; set; }

    /// <summary>Gets or sets the span that published the event, as W3C has it, or null.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Gets or sets what tracers add to the span, as W3C has it, or null.</summary>
    public string? TraceState { get; set; }

    /// <summary>Gets or sets the media type of the bytes, or null.</summary>
    public string? ContentType { get; set; }

    /// <summary>Gets or sets all other headers, or null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? Others { get; set; }

    /// <summary>Writes all that has a value.</summary>
    /// <typeparam name="TWriter">The type of what takes the headers.</typeparam>
    /// <param name="writer">What takes the headers.</param>
    /// <exception cref="ArgumentException">One of the others has a name that is not theirs.</exception>
    public readonly void Write<TWriter>(ref TWriter writer)
        where TWriter : IHeaderWriter, allows ref struct
    {
        writer.Write(HeaderNames.SpecVersion, SpecVersion);
        Write(HeaderNames.Id, Id, ref writer);
        Write(HeaderNames.Source, Source, ref writer);
        Write(HeaderNames.Type, Type, ref writer);
        if (Time != default)
        {
            writer.Write(HeaderNames.Time, Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }

        Write(HeaderNames.Subject, Key, ref writer);
        if (CorrelationId != Id)
        {
            Write(HeaderNames.CorrelationId, CorrelationId, ref writer);
        }

        Write(HeaderNames.CausationId, CausationId, ref writer);
        Write(HeaderNames.TraceParent, TraceParent, ref writer);
        Write(HeaderNames.TraceState, TraceState, ref writer);
        Write(HeaderNames.ContentType, ContentType, ref writer);
        if (Others is { Count: > 0 })
        {
            WriteOthers(Others, ref writer);
        }
    }

    private static void Write<TWriter>(string name, HeaderId id, ref TWriter writer)
        where TWriter : IHeaderWriter, allows ref struct
    {
        if (!id.IsEmpty)
        {
            writer.Write(name, id.ToString());
        }
    }

    private static void Write<TWriter>(string name, string? value, ref TWriter writer)
        where TWriter : IHeaderWriter, allows ref struct
    {
        if (value is not null)
        {
            writer.Write(name, value);
        }
    }

    private static void WriteOthers<TWriter>(IReadOnlyDictionary<string, string> others, ref TWriter writer)
        where TWriter : IHeaderWriter, allows ref struct
    {
        foreach (var (name, value) in others)
        {
            if (Find(name) != Known.None)
            {
                ThrowOwn(name);
            }

            writer.Write(name, value);
        }
    }

    [DoesNotReturn]
    private static void ThrowOwn(string name) => throw new ArgumentException(
        $"A header is called '{name}', which the bus writes itself. Give it another name, or set what the bus writes by its own property.");
}
