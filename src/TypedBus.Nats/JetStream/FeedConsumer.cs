using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>The consumer of one feed, at the server: looked for when something seems wrong, and made again when it is gone.</summary>
internal sealed class FeedConsumer : IDisposable
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private readonly FeedHost _host;
    private readonly ConsumerConfig _wanted;
    private readonly Action _resume;
    private readonly CancellationTokenSource _ending = new();

    // Up to where all is settled: from there a new consumer goes on.
    private ulong _floor;
    private int _hasDelivered;
    private int _isChecking;
    private int _isNoting;

    public FeedConsumer(FeedHost host, string stream, ConsumerInfo consumer, ConsumerConfig wanted, Action resume)
    {
        _host = host;
        _wanted = wanted;
        _resume = resume;
        Stream = stream;
        PullSubject = $"{host.Context.Opts.Prefix}.CONSUMER.MSG.NEXT.{stream}.{Name}";
        _floor = FloorOf(consumer);
    }

    public string Stream { get; }

    public string Name => _wanted.Name!;

    /// <summary>Gets where deliveries are asked for.</summary>
    public string PullSubject { get; }

    /// <summary>Gets what is wrong with it, or null.</summary>
    public string? Problem { get; private set; }

    public void NoteDelivery() => Volatile.Write(ref _hasDelivered, 1);

    /// <summary>Asks the server up to where all is settled, if anything was delivered since it was asked last.</summary>
    public void NoteFloor()
    {
        if (_host.IsOpen && Interlocked.Exchange(ref _hasDelivered, 0) != 0 && Interlocked.Exchange(ref _isNoting, 1) == 0)
        {
            _ = NoteFloorAsync();
        }
    }

    /// <summary>Looks for the consumer, makes it again if it is gone, and has the feed ask anew. One look at a time.</summary>
    /// <param name="reason">What seems wrong, or null where that is known.</param>
    public void Check(string? reason)
    {
        if (Interlocked.Exchange(ref _isChecking, 1) == 0)
        {
            _ = CheckAsync(reason);
        }
    }

    /// <summary>Waits until the server has nothing more to deliver. Each turn is a question to it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (!_ending.IsCancellationRequested
            && await _host.Context.TryGetConsumerAsync(Stream, Name, cancellationToken).ConfigureAwait(false) is { NumPending: > 0 })
        {
            await Task.Delay(_firstPause, _host.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes it, since nobody will ask for it again. What fails here the server does itself, later.</summary>
    public async Task DeleteAsync()
    {
        try
        {
            await _host.Context.DeleteConsumerAsync(Stream, Name, _host.Ending).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            JetStreamLog.NotDeleted(_host.Logger, exception, Name, Stream);
        }
    }

    public void Dispose() => _ending.Cancel();

    private static ulong FloorOf(ConsumerInfo consumer) => consumer.NumAckPending == 0
        ? Math.Max(consumer.AckFloor.StreamSeq, consumer.Delivered.StreamSeq)
        : consumer.AckFloor.StreamSeq;

    private async Task NoteFloorAsync()
    {
        try
        {
            var consumer = await _host.Context.TryGetConsumerAsync(Stream, Name, _ending.Token).ConfigureAwait(false);
            if (consumer is not null)
            {
                Volatile.Write(ref _floor, FloorOf(consumer));
            }
            else
            {
                Check("it is not there");
            }
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            // Asked again at a later beat.
            NoteDelivery();
        }
        finally
        {
            Volatile.Write(ref _isNoting, 0);
        }
    }

    private async Task CheckAsync(string? reason)
    {
        var pause = reason is null ? TimeSpan.Zero : _firstPause;
        try
        {
            while (true)
            {
                await Task.Delay(pause, _host.Time, _ending.Token).ConfigureAwait(false);
                if (_host.IsOpen && await TryFindAsync(reason).ConfigureAwait(false))
                {
                    break;
                }

                pause = pause < _firstPause ? _firstPause : pause * 2 < _longestPause ? pause * 2 : _longestPause;
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            Volatile.Write(ref _isChecking, 0);
        }

        _resume();
    }

    private async Task<bool> TryFindAsync(string? reason)
    {
        try
        {
            var present = await _host.Context.TryGetConsumerAsync(Stream, Name, _ending.Token).ConfigureAwait(false);
            if (present is null)
            {
                await _host.Consumers.RestoreAsync(Stream, _wanted, Volatile.Read(ref _floor), _ending.Token).ConfigureAwait(false);
                JetStreamLog.Restored(_host.Logger, Name, Stream, reason ?? "the connection is another", Volatile.Read(ref _floor) + 1);
            }

            Problem = null;
            return true;
        }
        catch (Exception exception) when (exception is NatsException or TransportException)
        {
            if (Problem is null)
            {
                JetStreamLog.ConsumerMissing(_host.Logger, exception, Name, Stream);
            }

            Problem = $"The consumer '{Name}' of the stream '{Stream}' is not there, and cannot be made: {exception.Message}";
            return false;
        }
    }
}
