using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>The streams that the application's subjects are kept in: made or verified when the transport starts.</summary>
/// <remarks>Filled by the start, and by subscriptions that come after it; safe for use by several threads.</remarks>
internal sealed class StreamCatalog(NatsJSContext context, JetStreamOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<StreamConfig> _known = [];

    /// <summary>Makes or verifies the streams that are declared, and those that the subjects need beside them.</summary>
    public async Task PrepareAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var stream in options.Streams.Append(options.DeadLetters))
            {
                Remember(await DeclareAsync(stream, cancellationToken).ConfigureAwait(false));
            }

            foreach (var subject in subjects)
            {
                var stream = await FindAsync(subject, cancellationToken).ConfigureAwait(false)
                    ?? await MakeAsync(subject, cancellationToken).ConfigureAwait(false);
                CheckWindow(stream);
            }
        }
        catch (NatsException exception) when (exception is NatsNoRespondersException or NatsJSApiNoResponseException)
        {
            throw new TransportException(
                "The server does not answer for JetStream: it may be switched off there. Start the server with -js, or with jetstream in its configuration.",
                exception);
        }
        catch (NatsException exception)
        {
            throw new TransportException($"The server cannot be asked for its streams: {exception.Message}", exception);
        }
    }

    /// <summary>Finds the stream that takes all that a subscription takes.</summary>
    /// <exception cref="TransportException">There is none.</exception>
    public async Task<string> StreamOfAsync(string subject, CancellationToken cancellationToken) =>
        (await FindAsync(subject, cancellationToken).ConfigureAwait(false))?.Name
        ?? throw new TransportException(
            $"No stream takes all of '{subject}'. Subscribe to less, or declare a stream with that subject.");

    /// <summary>Gives the name by rule: the subject's first token, as far as it is legal.</summary>
    public static JetStreamStream ByRule(string subject)
    {
        var first = subject.Split('.')[0];
        if (first is "*" or ">")
        {
            throw new TransportException(
                $"No stream takes '{subject}', and none can be made by rule, since it begins with a placeholder. Declare one under Streams.");
        }

        return new JetStreamStream { Name = ConsumerNames.Escape(first), Subjects = [first, first + ".>"] };
    }

    private async Task<StreamConfig?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_known.Find(stream => SubjectCover.AnyCovers(stream.Subjects, subject)) is { } known)
            {
                return known;
            }
        }

        var partial = new List<string>();
        await foreach (var name in context.ListStreamNamesAsync(subject, cancellationToken).ConfigureAwait(false))
        {
            var stream = await context.GetStreamAsync(name, request: null, cancellationToken).ConfigureAwait(false);
            if (SubjectCover.AnyCovers(stream.Info.Config.Subjects, subject))
            {
                return Remember(stream.Info.Config);
            }

            partial.Add(name);
        }

        // One that begins with a placeholder touches streams of any kind: those do not matter.
        return partial.Count == 0 || subject.StartsWith('*')
            ? null
            : throw new TransportException(
                $"The stream '{partial[0]}' takes some of '{subject}' and not all of it. Add '{subject}' to its subjects, in place of those that it covers.");
    }

    private async Task<StreamConfig> MakeAsync(string subject, CancellationToken cancellationToken)
    {
        var stream = ByRule(subject);
        if (!options.Provision)
        {
            throw new TransportException(
                $"No stream takes '{subject}', and {nameof(options.Provision)} is off. Make a stream with that subject, or switch it on.");
        }

        var present = await context.TryGetStreamAsync(stream.Name, cancellationToken).ConfigureAwait(false);
        if (present is null)
        {
            return Remember(await CreateAsync(stream, cancellationToken).ConfigureAwait(false));
        }

        // Where it takes the subject, another process that starts at the same time has made it since it was looked for.
        return SubjectCover.AnyCovers(present.Subjects, subject)
            ? Remember(present)
            : throw new TransportException(
                $"No stream takes '{subject}': the one called '{stream.Name}' does not. Add '{subject}' to its subjects, or declare another stream.");
    }

    private async Task<StreamConfig> DeclareAsync(JetStreamStream wanted, CancellationToken cancellationToken)
    {
        var present = await context.TryGetStreamAsync(wanted.Name, cancellationToken).ConfigureAwait(false);
        if (present is null)
        {
            return options.Provision
                ? await CreateAsync(wanted, cancellationToken).ConfigureAwait(false)
                : throw new TransportException(
                    $"The stream '{wanted.Name}' is not there, and {nameof(options.Provision)} is off. Make it, or switch that on.");
        }

        var differences = StreamSettings.Differences(wanted, present);
        if (differences.Count == 0)
        {
            return present;
        }

        return options.Provision
            ? await UpdateAsync(wanted, present, differences, cancellationToken).ConfigureAwait(false)
            : throw new TransportException(
                $"The stream '{wanted.Name}' differs from what is declared: {string.Join("; ", differences)}. Change it, or the declaration.");
    }

    private async Task<StreamConfig> CreateAsync(JetStreamStream wanted, CancellationToken cancellationToken)
    {
        try
        {
            var made = await context.CreateStreamAsync(StreamSettings.Over(new StreamConfig(), wanted), cancellationToken).ConfigureAwait(false);
            return Verified(wanted, made.Info.Config);
        }
        catch (NatsJSApiException exception)
        {
            throw new TransportException(
                $"The server does not make the stream '{wanted.Name}' for {string.Join(", ", wanted.Subjects)}: {exception.Message} "
                + $"(error {exception.Error.ErrCode}). Correct its declaration under Streams, or the stream that is in its way.",
                exception);
        }
    }

    private async Task<StreamConfig> UpdateAsync(
        JetStreamStream wanted, StreamConfig present, IReadOnlyList<string> differences, CancellationToken cancellationToken)
    {
        try
        {
            var changed = await context.UpdateStreamAsync(StreamSettings.Over(present, wanted), cancellationToken).ConfigureAwait(false);
            return Verified(wanted, changed.Info.Config);
        }
        catch (NatsJSApiException exception)
        {
            throw new TransportException(
                $"The stream '{wanted.Name}' differs from what is declared ({string.Join("; ", differences)}), and the server does not change it: "
                + $"{exception.Message} (error {exception.Error.ErrCode}). Correct the declaration, or make the stream anew.",
                exception);
        }
    }

    private static StreamConfig Verified(JetStreamStream wanted, StreamConfig echoed)
    {
        var differences = StreamSettings.Differences(wanted, echoed);
        return differences.Count == 0
            ? echoed
            : throw new TransportException(
                $"The server has made the stream '{wanted.Name}' otherwise than it was asked to: {string.Join("; ", differences)}. "
                + "It may be too old for that. Leave the setting out, or take a newer server.");
    }

    private void CheckWindow(StreamConfig stream)
    {
        if (stream.DuplicateWindow < options.PublishTimeout)
        {
            throw new TransportException(
                $"The stream '{stream.Name}' knows what was published for {stream.DuplicateWindow}, and a publish is tried again for "
                + $"{options.PublishTimeout}: an event could be stored twice. "
                + $"Raise {nameof(JetStreamStream.DuplicateWindow)}, or lower {nameof(options.PublishTimeout)}.");
        }
    }

    private StreamConfig Remember(StreamConfig stream)
    {
        lock (_lock)
        {
            _known.RemoveAll(known => known.Name == stream.Name);
            _known.Add(stream);
        }

        return stream;
    }
}
