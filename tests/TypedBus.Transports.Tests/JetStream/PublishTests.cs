using System.Text;
using TypedBus.Nats;
using TypedBus.Nats.JetStream;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>A publish that has ended well is stored, once; any other says why it is not.</summary>
public sealed class PublishTests() : JetStreamTest("max_payload: 8192")
{
    [Fact]
    public async Task Event_that_is_published_twice_is_stored_once()
    {
        await using var transport = await Server.StartAsync();

        await transport.PublishAsync("orders.placed", "1");
        await transport.PublishAsync("orders.placed", "1");
        await transport.PublishAsync("orders.placed", "2");

        Assert.Equal(2, (await Admin.StreamAsync("orders")).State.Messages);
    }

    [Fact]
    public async Task Thousands_at_once_go_through_a_small_window()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.PublishWindow = 3);

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => transport.PublishAsync("orders.placed", $"{number}").AsTask()));

        Assert.Equal(2000, (await Admin.StreamAsync("orders")).State.Messages);
    }

    [Fact]
    public async Task Full_stream_refuses_and_says_what_to_do()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.Streams.Add(
            new JetStreamStream { Name = "FULL", Subjects = { "orders.>" }, MaxMessages = 3, Discard = JetStreamDiscard.New }));
        await transport.PublishAsync("orders.placed", 3);

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders.placed", "more").AsTask());

        Assert.Contains("maximum messages exceeded", exception.Message, StringComparison.Ordinal);
        Assert.Contains("discard its oldest", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await Admin.StreamAsync("FULL")).State.Messages);

        await Admin.Context.PurgeStreamAsync("FULL", new());
        await transport.PublishAsync("orders.placed", "later");
    }

    [Fact]
    public async Task Event_that_is_too_large_is_refused_and_the_connection_stays()
    {
        await using var transport = await Server.StartAsync();

        var exception = await Assert.ThrowsAsync<TransportException>(() =>
            transport.PublishAsync("orders.placed", Events.Headers("1"), new byte[9000], CancellationToken.None).AsTask());

        Assert.Contains("9000 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("8192 bytes", exception.Message, StringComparison.Ordinal);
        await transport.PublishAsync("orders.placed", "2");
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    [Fact]
    public async Task Subject_or_header_that_is_illegal_is_refused_at_once()
    {
        await using var transport = await Server.StartAsync();
        var headers = Events.Headers("1");
        headers.Others = new Dictionary<string, string> { ["broken"] = "a\r\nb" };

        var subject = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders placed", "1").AsTask());
        var header = await Assert.ThrowsAsync<TransportException>(() =>
            transport.PublishAsync("orders.placed", headers, Encoding.UTF8.GetBytes("x"), CancellationToken.None).AsTask());

        Assert.Contains("'orders placed' cannot be published", subject.Message, StringComparison.Ordinal);
        Assert.Contains("Correct its subject or its headers", header.Message, StringComparison.Ordinal);
        await transport.PublishAsync("orders.placed", "2");
    }

    [Fact]
    public async Task Subject_whose_stream_was_deleted_is_refused_and_named()
    {
        await using var transport = await Server.StartAsync();
        await Admin.Context.DeleteStreamAsync("orders");

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders.placed", "1").AsTask());

        Assert.Contains("No stream takes 'orders.placed'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_without_an_answer_ends_in_its_time_and_one_that_is_canceled_at_once()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.PublishTimeout = TimeSpan.FromMilliseconds(500));
        await Server.KillAsync();

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders.placed", "1").AsTask());
        Assert.Contains("Whether it is stored is not known", exception.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", exception.Message, StringComparison.Ordinal);

        using var cancellation = new CancellationTokenSource();
        var publishing = transport.PublishAsync("orders.placed", "2", cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    [Fact]
    public async Task Publish_that_waits_when_the_transport_ends_says_so()
    {
        var transport = await Server.StartAsync(static options => options.JetStream.PublishWindow = 1);
        await Server.KillAsync();
        var publishing = new[] { transport.PublishAsync("orders.placed", "1").AsTask(), transport.PublishAsync("orders.placed", "2").AsTask() };

        await transport.DisposeAsync();

        foreach (var publish in publishing)
        {
            var exception = await Assert.ThrowsAsync<TransportException>(() => publish);
            Assert.Contains("The transport has ended", exception.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<TransportException>(async () => await transport.PublishAsync("orders.placed", "3"));
    }

    [Fact]
    public async Task Publish_waits_over_the_end_of_theServer()
    {
        await using var transport = await Server.StartAsync();
        await Server.KillAsync();
        var publishing = transport.PublishAsync("orders.placed", "1").AsTask();
        Assert.False(publishing.IsCompleted);

        await Server.RestartAsync();
        await publishing;

        Assert.Equal(1, (await Admin.StreamAsync("orders")).State.Messages);
    }

    [Fact]
    public async Task Answer_that_comes_late_is_never_taken_for_that_of_a_later_publish()
    {
        var slot = new PublishSlot(7, "_INBOX.x.");
        slot.Begin(long.MaxValue);
        var first = slot.ReplyTo;
        slot.Answer(first, new PublishAnswer(PublishOutcome.Stored));
        Assert.Equal(PublishOutcome.Stored, (await slot.WaitAsync()).Outcome);

        // Its answer has come: the same address serves again. Without one, it does not.
        slot.Begin(long.MaxValue);
        Assert.Same(first, slot.ReplyTo);
        slot.End(PublishOutcome.Unanswered);
        Assert.Equal(PublishOutcome.Unanswered, (await slot.WaitAsync()).Outcome);

        slot.Begin(long.MaxValue);
        Assert.NotEqual(first, slot.ReplyTo);
        var waiting = slot.WaitAsync();
        slot.Answer(first, new PublishAnswer(PublishOutcome.Stored));
        Assert.False(waiting.IsCompleted);
        slot.Answer(slot.ReplyTo, new PublishAnswer(PublishOutcome.Refused, 10077, "full"));
        Assert.Equal(new PublishAnswer(PublishOutcome.Refused, 10077, "full"), await waiting);
    }
}
