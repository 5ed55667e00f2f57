using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedBus;

/// <summary>Turns events of one type into JSON and back, as a context of the user's says.</summary>
internal sealed class JsonEventSerializer<TEvent>(JsonTypeInfo<TEvent> info) : EventSerializer<TEvent>
{
    private readonly JsonWriterOptions _writing = new()
    {
        Encoder = info.Options.Encoder,
        Indented = info.Options.WriteIndented,
        MaxDepth = info.Options.MaxDepth,
        SkipValidation = true,
    };

    public override string ContentType => "application/json";

    public override void Write(in TEvent @event, IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, _writing);
        try
        {
            JsonSerializer.Serialize(writer, @event, info);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"Event '{TypeNames.Of(typeof(TEvent))}' cannot be written as JSON.", exception);
        }
    }

    public override TEvent Read(in ReadOnlySequence<byte> bytes, PayloadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (bytes.Length > limits.MaxLength)
        {
            throw Fault(string.Empty, 0, $"it is longer than the limit of {limits.MaxLength} bytes");
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = info.Options.AllowTrailingCommas,
            CommentHandling = info.Options.ReadCommentHandling,
            MaxDepth = limits.MaxDepth,
        });
        try
        {
            var @event = JsonSerializer.Deserialize(ref reader, info);
            return reader.Read() || @event is null ? throw new JsonException() : @event;
        }
        catch (JsonException exception)
        {
            // The cause is not passed on: what it says may be what was read. Its path may hold keys of dictionaries, which were read too.
            throw Fault(Members(exception.Path), OffsetOf(exception, bytes), "it is not the JSON of that event");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Fault(string.Empty, reader.BytesConsumed, $"a value is refused by its type ({exception.GetType().Name})");
        }
    }

    private static EventPayloadException Fault(string member, long offset, string reason) => new(typeof(TEvent), member, offset, reason);

    // Keys that are no names of members stand in brackets and quotes.
    private static string Members(string? path)
    {
        var text = path is null ? string.Empty : path.TrimStart('$').TrimStart('.');
        var quoted = text.IndexOf("['", StringComparison.Ordinal);
        return quoted < 0 ? text : text[..quoted];
    }

    private static long OffsetOf(JsonException exception, in ReadOnlySequence<byte> bytes)
    {
        var rest = new SequenceReader<byte>(bytes);
        for (var line = exception.LineNumber ?? 0; line > 0 && rest.TryAdvanceTo((byte)'\n'); line--)
        {
        }

        return rest.Consumed + (exception.BytePositionInLine ?? 0);
    }
}
