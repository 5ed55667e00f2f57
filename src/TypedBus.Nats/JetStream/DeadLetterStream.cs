using System.Globalization;
using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>Stores dead letters, each below the subject of the handler that gave it up, and sends them back.</summary>
internal sealed class DeadLetterStream(NatsJSContext context, JetStreamOptions options, Publisher publisher)
{
    // What is longer is cut: a reason stands in a header, and is not to make the letter larger than the server takes.
    private const int LongestReason = 500;
    private const int NotFound = 404;

    /// <summary>Gives the subject of a handler's letters.</summary>
    public static string SubjectOf(JetStreamStream letters, string handler) => letters.Subjects[0][..^1] + ConsumerNames.Escape(handler);

    /// <summary>Stores a delivery. When the server has it twice because an answer was lost, it stores one.</summary>
    /// <exception cref="TransportException">It could not be stored, or the stream has not kept it.</exception>
    public async Task StoreAsync(string stream, JetStreamDelivery delivery, DeadLetterReason reason)
    {
        var stored = await GetAsync(stream, new StreamMsgGetRequest { Seq = delivery.Sequence }, CancellationToken.None).ConfigureAwait(false)
            ?? throw new TransportException(
                $"The stream '{stream}' has removed what '{reason.Handler}' gives up ({reason.Text}), by its own limits, before it became a dead letter. "
                + "Raise the limits of the stream.");
        var headers = ReadHeaders(stored);
        headers[StreamHeaders.MessageId] = $"{stream}/{delivery.Sequence}/{reason.Handler}";
        headers[DeadLetterHeaders.Subject] = stored.Subject;
        headers[DeadLetterHeaders.Handler] = reason.Handler;
        headers[DeadLetterHeaders.Reason] = OneLine(reason.Text);
        headers[DeadLetterHeaders.Attempts] = reason.Attempts.ToString(CultureInfo.InvariantCulture);
        headers[DeadLetterHeaders.Time] = reason.Time.ToString("O", CultureInfo.InvariantCulture);
        headers[DeadLetterHeaders.Origin] = $"{stream}/{delivery.Sequence}";
        await publisher
            .PublishAsync(SubjectOf(options.DeadLetters, reason.Handler), headers, stored.Data, CancellationToken.None)
            .ConfigureAwait(false);
    }

    /// <summary>Publishes a handler's letters again, to be taken by it alone, and removes each that a stream has stored.</summary>
    /// <returns>How many it were.</returns>
    public async Task<int> SendBackAsync(string handler, int most, CancellationToken cancellationToken)
    {
        var letters = options.DeadLetters.Name;
        var subject = SubjectOf(options.DeadLetters, handler);
        var state = (await context.GetStreamAsync(letters, request: null, cancellationToken).ConfigureAwait(false)).Info.State;

        // What fails again comes behind the last one: it is not sent back again in the same breath.
        var (count, next) = (0, state.FirstSeq);
        while (count < most)
        {
            var letter = await GetAsync(letters, new StreamMsgGetRequest { Seq = next, NextBySubj = subject }, cancellationToken).ConfigureAwait(false);
            if (letter is null || letter.Seq > state.LastSeq)
            {
                break;
            }

            await SendBackAsync(handler, letter, cancellationToken).ConfigureAwait(false);
            await context.DeleteMessageAsync(letters, new StreamMsgDeleteRequest { Seq = letter.Seq }, cancellationToken).ConfigureAwait(false);
            count++;
            next = letter.Seq + 1;
        }

        return count;
    }

    private async Task SendBackAsync(string handler, StoredMessage letter, CancellationToken cancellationToken)
    {
        var headers = ReadHeaders(letter);
        if (!headers.TryGetLastValue(DeadLetterHeaders.Subject, out var subject) || !headers.TryGetLastValue(DeadLetterHeaders.Origin, out var origin))
        {
            throw new TransportException(
                $"The dead letter {letter.Seq} of '{handler}' does not say where it comes from, so it was not stored by this transport. Remove it by hand.");
        }

        headers.Remove(DeadLetterHeaders.Subject);
        headers.Remove(DeadLetterHeaders.Handler);
        headers.Remove(DeadLetterHeaders.Reason);
        headers.Remove(DeadLetterHeaders.Attempts);
        headers.Remove(DeadLetterHeaders.Time);
        headers.Remove(DeadLetterHeaders.Origin);
        headers[HeaderNames.Recipient] = handler;
        headers[StreamHeaders.MessageId] = $"{origin}/{handler}/back";
        await publisher.PublishAsync(subject, headers, letter.Data, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoredMessage?> GetAsync(string stream, StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await context
                .JSRequestResponseAsync<StreamMsgGetRequest, StreamMsgGetResponse>(
                    $"{context.Opts.Prefix}.STREAM.MSG.GET.{stream}", request, cancellationToken)
                .ConfigureAwait(false);
            return response.Message;
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == NotFound)
        {
            return null;
        }
        catch (NatsException exception)
        {
            throw new TransportException($"The stream '{stream}' cannot be read: {exception.Message}", exception);
        }
    }

    // What the server added to it is its own, and not the event's.
    private static NatsHeaders ReadHeaders(StoredMessage message)
    {
        var headers = new NatsHeaders();
        if (message.Hdrs is { } block)
        {
            var lines = new HeaderLines(Convert.FromBase64String(block));
            while (lines.TryRead(out var name, out var value))
            {
                if (!lines.IsServersOwn)
                {
                    headers[Encoding.UTF8.GetString(name)] = Encoding.UTF8.GetString(value);
                }
            }
        }

        return headers;
    }

    private static string OneLine(string text)
    {
        var shown = text.Length <= LongestReason ? text : text[..LongestReason] + "…";
        return string.Create(shown.Length, shown, static (line, text) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                line[index] = char.IsControl(text[index]) ? ' ' : text[index];
            }
        });
    }
}
