using System.Buffers;
using System.Runtime.CompilerServices;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace TypedBus.Nats.JetStream;

/// <summary>Publishes events to streams, and waits for the answer. What gets none is sent again with the same identifier.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class Publisher : IAsyncDisposable
{
    // The server has a word for what passes.
    private const int TemporarilyUnavailable = 10008;
    private const int NotAvailableInCluster = 10009;
    private const int StreamFull = 10077;

    private static readonly TimeSpan _longestAttempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly NatsConnection _connection;
    private readonly NatsJSContext _context;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _attempt;
    private readonly TimeProvider _time;
    private readonly PublishWindow _window;
    private readonly Inbox _inbox;

    public Publisher(NatsConnection connection, NatsJSContext context, JetStreamOptions options, TimeProvider time)
    {
        _connection = connection;
        _context = context;
        _timeout = options.PublishTimeout;
        _attempt = _timeout / 3 < _longestAttempt ? _timeout / 3 : _longestAttempt;
        _time = time;
        _window = new PublishWindow(options.PublishWindow, Inbox.NewSubject(connection), time);
        _inbox = new Inbox(connection, _window.Subject, TakeAnswer);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _connection.AddSubAsync(_inbox, cancellationToken).ConfigureAwait(false);
        _connection.ConnectionOpened += RepeatAsync;
    }

    public ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var deadline = Deadline(_timeout);
        return _window.TryRent(deadline) is { } slot
            ? PublishAsync(slot, subject, in headers, body, cancellationToken)
            : WaitAndPublishAsync(deadline, subject, headers, body, cancellationToken);
    }

    /// <summary>Publishes bytes with headers as they are.</summary>
    public async Task PublishAsync(string subject, NatsHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var slot = await _window.RentAsync(Deadline(_timeout), cancellationToken).ConfigureAwait(false);
        await SendAsync(slot, subject, headers, body, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.ConnectionOpened -= RepeatAsync;
        _window.Dispose();
        await _inbox.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask WaitAndPublishAsync(
        long deadline, string subject, EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var slot = await _window.RentAsync(deadline, cancellationToken).ConfigureAwait(false);
        await PublishAsync(slot, subject, in headers, body, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask PublishAsync(
        PublishSlot slot, string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            HeaderBlocks.Write(in headers, slot.Headers);
            slot.Headers[StreamHeaders.MessageId] = slot.Headers[HeaderNames.Id];
        }
        catch
        {
            _window.Return(slot);
            throw;
        }

        return SendAsync(slot, subject, slot.Headers, body, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(
        PublishSlot slot, string subject, NatsHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var giving = cancellationToken.CanBeCanceled
            ? cancellationToken.UnsafeRegister(static slot => ((PublishSlot)slot!).Abandon(), slot)
            : default;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                slot.Begin(Deadline(_attempt));
                if (_connection.ConnectionState == NatsConnectionState.Open)
                {
                    await SendOnceAsync(slot, subject, headers, body).ConfigureAwait(false);
                }

                // Without a connection there is nothing to send: the wait ends when there is one.
                var answer = await slot.WaitAsync().ConfigureAwait(false);
                if (answer.Outcome == PublishOutcome.Stored)
                {
                    return;
                }

                await JudgeAsync(answer, subject, attempt, slot, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Waits for a callback that runs: after this nobody abandons what the next one publishes.
            giving.Dispose();
            _window.Return(slot);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendOnceAsync(PublishSlot slot, string subject, NatsHeaders headers, ReadOnlyMemory<byte> body)
    {
        try
        {
            await _connection
                .PublishAsync(subject, body, headers, slot.ReplyTo, BodySerializer.Instance, opts: null, slot.Abandoning)
                .ConfigureAwait(false);
        }
        catch (NatsPayloadTooLargeException exception)
        {
            throw new TransportException(
                $"An event for '{subject}' of {body.Length} bytes and its headers are larger than the server takes "
                + $"({_connection.ServerInfo?.MaxPayload} bytes): publish less at once, or raise the server's max_payload.",
                exception);
        }
        catch (OperationCanceledException)
        {
            // The wait has been abandoned already, and tells why.
        }
        catch (NatsException exception) when (_connection.ConnectionState is NatsConnectionState.Open or NatsConnectionState.Failed)
        {
            throw new TransportException(
                _connection.ConnectionState == NatsConnectionState.Open
                    ? $"'{subject}' cannot be published: {exception.Message}. Correct its subject or its headers."
                    : $"'{subject}' cannot be published, since the connection has ended for good: {exception.Message}. Start the application again.",
                exception);
        }
        catch (Exception exception) when (exception is NatsException or IOException or ObjectDisposedException)
        {
            // It may have left or not. It is sent again when there is a connection: the same identifier makes that safe.
        }
    }

    // Returns where another attempt is worth its while, and throws where it is not.
    private async ValueTask JudgeAsync(PublishAnswer answer, string subject, int attempt, PublishSlot slot, CancellationToken cancellationToken)
    {
        switch (answer.Outcome)
        {
            case PublishOutcome.Abandoned:
                cancellationToken.ThrowIfCancellationRequested();
                if (_window.IsClosed)
                {
                    throw new TransportException($"The transport has ended before a stream has answered to '{subject}'. Whether it is stored is not known.");
                }

                throw new TransportException(
                    $"'{subject}' was published {attempt} times within {_timeout}, and no stream has answered"
                    + (_connection.ConnectionState == NatsConnectionState.Open ? "." : ": the server cannot be reached.")
                    + " Whether it is stored is not known. Publish it again with the same identifier when the server is there.");
            case PublishOutcome.Refused when answer.ErrorCode is not (TemporarilyUnavailable or NotAvailableInCluster):
                throw new TransportException(
                    $"The server refuses '{subject}': {answer.Description} (error {answer.ErrorCode}). "
                    + (answer.ErrorCode == StreamFull
                        ? "Have its handlers catch up, raise the stream's limits, or let it discard its oldest events."
                        : "See its log, and the settings of the stream."));
            case PublishOutcome.Unheard when attempt > 1 && await HasNoStreamAsync(subject, slot.Abandoning).ConfigureAwait(false):
                throw new TransportException(
                    $"No stream takes '{subject}': it was there when the transport started. Make it again, or start the application again.");
            case PublishOutcome.Unanswered:
                return;
            default:
                await PauseAsync(slot.Abandoning).ConfigureAwait(false);
                return;
        }
    }

    private async ValueTask PauseAsync(CancellationToken abandoning)
    {
        try
        {
            await Task.Delay(_pause, _time, abandoning).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next wait tells why.
        }
    }

    // A server that has just started may not be ready to take events, and says so by silence; one that answers knows its streams.
    private async ValueTask<bool> HasNoStreamAsync(string subject, CancellationToken abandoning)
    {
        try
        {
            await foreach (var stream in _context.ListStreamNamesAsync(subject, abandoning).ConfigureAwait(false))
            {
                return false;
            }

            return !abandoning.IsCancellationRequested;
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            return false;
        }
    }

    private void TakeAnswer(string subject, string? replyTo, in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload) =>
        _window.Answer(subject, in headers, in payload);

    private ValueTask RepeatAsync(object? sender, NatsEventArgs opened)
    {
        _window.Repeat();
        return default;
    }

    private long Deadline(TimeSpan timeout) =>
        _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
}
