using System.Buffers;
using System.Text.Json;

namespace TypedBus.Nats.JetStream;

/// <summary>How a wait for the answer to a publish has ended.</summary>
internal enum PublishOutcome
{
    /// <summary>A stream has stored it, or knew it already.</summary>
    Stored,

    /// <summary>A stream has refused it.</summary>
    Refused,

    /// <summary>No stream was there to take it.</summary>
    Unheard,

    /// <summary>No answer has come in time, or the connection that it would have come by is gone.</summary>
    Unanswered,

    /// <summary>Nobody waits any longer: the time is up, the caller has given up, or the transport ends.</summary>
    Abandoned,
}

/// <summary>The answer to a publish.</summary>
/// <param name="Outcome">How the wait has ended.</param>
/// <param name="ErrorCode">The server's number of the error, where it refused, or 0.</param>
/// <param name="Description">The server's words, where it refused, or null.</param>
internal readonly record struct PublishAnswer(PublishOutcome Outcome, int ErrorCode = 0, string? Description = null)
{
    // A server writes errors before the stream, and streams first where there is none.
    private static ReadOnlySpan<byte> Success => "{\"stream\":"u8;

    private static ReadOnlySpan<byte> NoResponders => "NATS/1.0 503"u8;

    /// <summary>Reads what came to the inbox.</summary>
    public static PublishAnswer Read(in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload)
    {
        if (payload.FirstSpan.StartsWith(Success))
        {
            return new PublishAnswer(PublishOutcome.Stored);
        }

        if (headers is { } status && status.FirstSpan.StartsWith(NoResponders))
        {
            return new PublishAnswer(PublishOutcome.Unheard);
        }

        try
        {
            return ReadError(payload);
        }
        catch (JsonException)
        {
            return new PublishAnswer(PublishOutcome.Refused, 0, "an answer that is none of a stream");
        }
    }

    private static PublishAnswer ReadError(in ReadOnlySequence<byte> payload)
    {
        using var answer = JsonDocument.Parse(payload);
        if (!answer.RootElement.TryGetProperty("error"u8, out var error))
        {
            return answer.RootElement.TryGetProperty("stream"u8, out _)
                ? new PublishAnswer(PublishOutcome.Stored)
                : new PublishAnswer(PublishOutcome.Refused, 0, "an answer that is none of a stream");
        }

        var code = error.TryGetProperty("err_code"u8, out var number) && number.TryGetInt32(out var value) ? value : 0;
        var description = error.TryGetProperty("description"u8, out var text) ? text.GetString() : null;
        return new PublishAnswer(PublishOutcome.Refused, code, description);
    }
}
