using NATS.Client.JetStream.Models;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Streams are made by declaration or by rule, verified when they are there, and each subject has one.</summary>
public sealed class StreamTests : JetStreamTest
{
    [Fact]
    public async Task Stream_by_rule_is_the_same_whatever_subject_asks_for_it()
    {
        await using var one = await Server.StartAsync(subjects: ["orders.placed", "stock"]);
        await using var two = await Server.StartAsync(subjects: ["orders.*.paid", "orders"]);

        Assert.Equal(["orders", "orders.>"], (await Admin.StreamAsync("orders")).Config.Subjects);
        Assert.Equal(["stock", "stock.>"], (await Admin.StreamAsync("stock")).Config.Subjects);
        Assert.Equal(["dead.>"], (await Admin.StreamAsync("dead-letters")).Config.Subjects);
    }

    [Fact]
    public async Task Declared_stream_is_made_as_it_is_declared()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.Streams.Add(new JetStreamStream
        {
            Name = "SHOP",
            Subjects = { "orders.>", "stock.*" },
            Storage = JetStreamStorage.Memory,
            Retention = JetStreamRetention.Interest,
            Discard = JetStreamDiscard.New,
            MaxMessages = 100,
            MaxMessagesPerSubject = 50,
            MaxBytes = 1_000_000,
            MaxMessageSize = 10_000,
            MaxAge = TimeSpan.FromHours(1),
            DuplicateWindow = TimeSpan.FromMinutes(5),
            Replicas = 1,
        }));

        var stream = (await Admin.StreamAsync("SHOP")).Config;
        Assert.Equal(["orders.>", "stock.*"], stream.Subjects);
        Assert.Equal(StreamConfigStorage.Memory, stream.Storage);
        Assert.Equal(StreamConfigRetention.Interest, stream.Retention);
        Assert.Equal(StreamConfigDiscard.New, stream.Discard);
        Assert.Equal((100, 50, 1_000_000, 10_000), (stream.MaxMsgs, stream.MaxMsgsPerSubject, stream.MaxBytes, stream.MaxMsgSize));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)), (stream.MaxAge, stream.DuplicateWindow));
    }

    [Fact]
    public async Task What_theServer_drops_in_silence_is_an_error_that_names_it()
    {
        var exception = await FailAsync(static options =>
            options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP", Subjects = { "orders.>" }, Compress = true }));

        Assert.Contains("'SHOP'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Compress is None and not S2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("newer server", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_that_differs_is_changed_and_keeps_what_is_not_declared()
    {
        await Admin.Context.CreateStreamAsync(new StreamConfig("SHOP", ["orders.>", "others.>"]) { MaxBytes = 5000, MaxMsgs = 10 });

        await using var transport = await Server.StartAsync(static options =>
            options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP", Subjects = { "orders.>", "stock.>" }, MaxMessages = 20 }));

        var stream = (await Admin.StreamAsync("SHOP")).Config;
        Assert.Equal(["orders.>", "others.>", "stock.>"], stream.Subjects);
        Assert.Equal((20, 5000), (stream.MaxMsgs, stream.MaxBytes));
    }

    [Fact]
    public async Task What_theServer_cannot_change_is_an_error_that_names_it()
    {
        await Admin.MakeStreamAsync("SHOP", "orders.>");

        var exception = await FailAsync(static options =>
            options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP", Subjects = { "orders.>" }, Storage = JetStreamStorage.Memory }));

        Assert.Contains("Storage is File and not Memory", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "The stream 'SHOP' is not there")]
    [InlineData(true, "MaxMessages is -1 and not 20")]
    public async Task Without_provisioning_streams_must_be_there_as_declared(bool isThere, string message)
    {
        await Admin.MakeStreamAsync("dead-letters", "dead.>");
        if (isThere)
        {
            await Admin.MakeStreamAsync("SHOP", "orders.>");
        }

        var exception = await FailAsync(static options =>
        {
            options.JetStream.Provision = false;
            options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP", Subjects = { "orders.>" }, MaxMessages = 20 });
        });

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_provisioning_a_subject_that_no_stream_takes_is_named()
    {
        await Admin.MakeStreamAsync("dead-letters", "dead.>");

        var exception = await FailAsync(static options => options.JetStream.Provision = false);

        Assert.Contains("No stream takes 'orders.placed', and Provision is off", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_that_theServer_has_is_used_where_none_is_declared()
    {
        await Admin.MakeStreamAsync("ALL", "orders.*");
        await using var transport = await Server.StartAsync();

        await transport.PublishAsync("orders.placed", "1");

        Assert.Equal(1, (await Admin.StreamAsync("ALL")).State.Messages);
        await Assert.ThrowsAsync<NATS.Client.JetStream.NatsJSApiException>(() => Admin.StreamAsync("orders"));
    }

    [Theory]
    [InlineData("orders.placed", "orders.*", "'PART' takes some of 'orders.*'")]
    [InlineData("stock.moved", "*.placed", "begins with a placeholder")]
    public async Task Subject_that_no_stream_can_take_is_named(string taken, string subject, string message)
    {
        await Admin.MakeStreamAsync("PART", taken);

        var exception = await Assert.ThrowsAsync<TransportException>(() => Server.StartAsync(subjects: [subject]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_that_is_shorter_than_publishes_are_tried_is_refused()
    {
        var exception = await FailAsync(static options =>
        {
            options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP", Subjects = { "orders.>" }, DuplicateWindow = TimeSpan.FromSeconds(10) });
        });

        Assert.Contains("an event could be stored twice", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_JetStream_is_said_to_be_one()
    {
        await using var plain = await Servers.StartAsync();

        var exception = await Assert.ThrowsAsync<TransportException>(() => plain.StartAsync());

        Assert.Contains("switched off", exception.Message, StringComparison.Ordinal);
        Assert.Contains("-js", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AckWait")]
    [InlineData("Prefetch")]
    [InlineData("PublishWindow")]
    [InlineData("Subjects of 'SHOP'")]
    public async Task Setting_that_is_none_is_named(string setting)
    {
        var exception = await FailAsync(options =>
        {
            switch (setting)
            {
                case "AckWait":
                    options.JetStream.AckWait = TimeSpan.Zero;
                    break;
                case "Prefetch":
                    options.JetStream.Prefetch = 0;
                    break;
                case "PublishWindow":
                    options.JetStream.PublishWindow = 0;
                    break;
                default:
                    options.JetStream.Streams.Add(new JetStreamStream { Name = "SHOP" });
                    break;
            }
        });

        Assert.Contains($"TypedBus:Nats:JetStream:{setting}", exception.Message, StringComparison.Ordinal);
    }

    private Task<TransportException> FailAsync(Action<NatsOptions> configure) =>
        Assert.ThrowsAsync<TransportException>(() => Server.StartAsync(configure));
}
