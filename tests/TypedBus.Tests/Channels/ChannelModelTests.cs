using System.Threading.Channels;
using CsCheck;
using TypedBus.Channels;

namespace TypedBus.Tests.Channels;

/// <summary>
/// Random schedules of writes, reads, waits, cancellations and completion, on the bus's channel and on the framework's bounded one, which
/// is the reference: both must give the same answers. (Only the moment at which a waiting writer is woken may differ.)
/// </summary>
public sealed class ChannelModelTests
{
    private enum Step
    {
        TryWrite,
        Write,
        TryRead,
        WaitToRead,
        CancelNewest,
        Complete,
    }

    private static readonly Gen<Step[]> _schedules = Gen.Frequency(
        (6, Gen.Const(Step.TryWrite)),
        (6, Gen.Const(Step.Write)),
        (8, Gen.Const(Step.TryRead)),
        (3, Gen.Const(Step.WaitToRead)),
        (2, Gen.Const(Step.CancelNewest)),
        (1, Gen.Const(Step.Complete))).Array[1, 80];

    [Fact]
    public void The_channel_answers_as_the_frameworks_does() =>
        Gen.Select(Gen.Int[1, 5], _schedules).Sample(
            (capacity, schedule) => Assert.Equal(
                Run(Channel.CreateBounded<int>(capacity), capacity, schedule), Run(new RingChannel<int>(capacity).AsChannel(), capacity, schedule)),
            iter: Support.TestRun.Long ? 100_000 : 3_000);

    [Theory]
    [InlineData(FullMode.DropOldest, BoundedChannelFullMode.DropOldest)]
    [InlineData(FullMode.DropNewest, BoundedChannelFullMode.DropWrite)]
    public void A_channel_that_drops_answers_as_the_frameworks_does(FullMode mode, BoundedChannelFullMode reference)
    {
        var drops = 0;
        Gen.Select(Gen.Int[1, 5], _schedules).Sample(
            (capacity, schedule) =>
            {
                var dropped = 0;
                var framework = Channel.CreateBounded<int>(new BoundedChannelOptions(capacity) { FullMode = reference }, _ => dropped++);
                var ours = new RingChannel<int>(capacity, mode);

                // Nobody waits for room, so nobody can give up.
                Assert.Equal(Run(framework, int.MaxValue, schedule), Run(ours.AsChannel(), int.MaxValue, schedule));
                Assert.Equal(mode == FullMode.DropOldest ? dropped : 0, ours.Displaced);
                Interlocked.Add(ref drops, dropped);
            },
            iter: Support.TestRun.Long ? 100_000 : 3_000);
        Assert.True(drops > 0);
    }

    // The reader waits one wait at a time, as its contract says. A step is written down once everything that it set off has ended.
    private static List<string> Run(Channel<int> channel, int capacity, Step[] schedule)
    {
        var answers = new List<string>();
        var writes = new List<(int Item, Task<string> Task, CancellationTokenSource Cancel)>();
        Task<bool>? reading = null;
        var item = 0;
        var inside = 0;
        foreach (var step in schedule)
        {
            switch (step)
            {
                case Step.TryWrite:
                    var written = channel.Writer.TryWrite(item);
                    inside += written ? 1 : 0;
                    answers.Add($"try {item++} {written}");
                    break;
                case Step.Write:
                    inside++;
                    var cancel = new CancellationTokenSource();
                    writes.Add((item, Outcome(channel.Writer.WriteAsync(item++, cancel.Token).AsTask()), cancel));
                    break;
                case Step.TryRead when reading is null:
                    var any = channel.Reader.TryRead(out var taken);
                    inside -= any ? 1 : 0;
                    answers.Add(any ? $"read {taken}" : "nothing");
                    break;
                case Step.WaitToRead when reading is null:
                    reading = channel.Reader.WaitToReadAsync().AsTask();
                    break;
                case Step.CancelNewest when inside > capacity && !IsComplete(answers):
                    // With more inside than there is room for, the newest writer waits, whenever the others are woken.
                    inside--;
                    writes[^1].Cancel.Cancel();
                    answers.Add($"cancelled {writes[^1].Item}: {Settle(writes[^1].Task)}");
                    break;
                case Step.Complete:
                    answers.Add($"complete {channel.Writer.TryComplete()}");
                    break;
                default:
                    break;
            }

            if (reading is not null && (channel.Reader.Count > 0 || IsComplete(answers)))
            {
                answers.Add($"there is more to read: {Settle(reading)}");
                reading = null;
            }
        }

        Drain(channel, answers, writes, reading);
        return answers;
    }

    private static void Drain(
        Channel<int> channel, List<string> answers, List<(int Item, Task<string> Task, CancellationTokenSource Cancel)> writes, Task<bool>? reading)
    {
        // Let every writer end: what waits is written as room comes up, in its order.
        while (writes.Exists(static write => !write.Task.IsCompleted) || channel.Reader.Count > 0)
        {
            if (channel.Reader.TryRead(out var item))
            {
                answers.Add($"read {item}");
            }
        }

        if (reading is not null)
        {
            channel.Writer.TryComplete();
            Settle(reading);
        }

        answers.AddRange(writes.Select(static write => $"write {write.Item} {write.Task.Result}"));
    }

    private static bool IsComplete(List<string> answers) => answers.Contains("complete True");

    private static async Task<string> Outcome(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            return "written";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
        catch (ChannelClosedException)
        {
            return "closed";
        }
    }

    private static T Settle<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();

    [Fact]
    public async Task Waiting_for_room_ends_when_there_is_some_or_the_channel_is_complete()
    {
        var channel = new RingChannel<int>(1).AsChannel();
        Assert.True(await channel.Writer.WaitToWriteAsync());
        Assert.True(channel.Writer.TryWrite(1));
        var room = channel.Writer.WaitToWriteAsync().AsTask();
        Assert.False(room.IsCompleted);
        Assert.True(channel.Reader.TryRead(out _));
        Assert.True(await room);
        Assert.True(channel.Writer.TryWrite(2));
        var never = channel.Writer.WaitToWriteAsync().AsTask();
        channel.Writer.Complete();
        Assert.False(await never);
    }
}
