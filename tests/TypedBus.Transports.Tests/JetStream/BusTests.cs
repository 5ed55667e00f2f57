using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

[Event("parcels.{Region}.sent")]
public sealed record ParcelSent(string Region, int Number);

public sealed class ParcelLog
{
    public ConcurrentQueue<string> Entries { get; } = new();

    public bool IsBroken { get; set; } = true;
}

public static class Parcels
{
    [Handler(Concurrency = 2, Attempts = 2)]
    public static void Track(ParcelSent parcel, EventContext context, ParcelLog log)
    {
        log.Entries.Enqueue($"track {parcel.Number} {context.Attempt}");
        if (log.IsBroken)
        {
            throw new InvalidOperationException("The tracker is broken.");
        }
    }

    [Handler]
    public static void Count(ParcelSent parcel, ParcelLog log) => log.Entries.Enqueue($"count {parcel.Number}");
}

/// <summary>The transport under a bus: typed events, the failure policy, dead letters and their way back.</summary>
public sealed class BusTests
{
    private static readonly string _handler = $"{typeof(Parcels).FullName}.{nameof(Parcels.Track)}.{nameof(ParcelSent)}";

    [Fact]
    public async Task What_a_handler_gives_up_is_kept_with_the_reason_and_comes_back_to_it_alone()
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        await using var admin = new Admin(server);
        var log = new ParcelLog();
        await using var bus = await StartAsync(server, log);
        var transport = (JetStreamTransport)bus.Transports["jetstream"];

        await bus.PublishAsync(new ParcelSent("eu", 7));
        await Admin.UntilAsync(() => admin.StreamAsync("dead-letters"), static stream => stream.State.Messages == 1);
        await Admin.UntilAsync(() => Task.FromResult(log.Entries.Count), static count => count == 3);
        Assert.Equal(["count 7", "track 7 1", "track 7 2"], log.Entries.Order());
        await foreach (var letter in transport.ReplayAsync(transport.DeadLetterSubject(_handler)))
        {
            Assert.Equal("parcels.eu.sent", letter.Headers[DeadLetterHeaders.Subject]);
            Assert.Contains("The tracker is broken.", letter.Headers[DeadLetterHeaders.Reason], StringComparison.Ordinal);
            Assert.Equal("2", letter.Headers[DeadLetterHeaders.Attempts]);
        }

        log.IsBroken = false;
        log.Entries.Clear();
        Assert.Equal(1, await transport.SendDeadLettersBackAsync(_handler));
        await bus.PublishAsync(new ParcelSent("eu", 8));
        await bus.WhenIdleAsync();

        Assert.Equal(["count 8", "track 7 1", "track 8 1"], log.Entries.Order());
        Assert.Equal(0, (await admin.StreamAsync("dead-letters")).State.Messages);
    }

    [Theory]
    [InlineData("parcels.sent.v9", "application/msgpack", "1.0", "does not know")]
    [InlineData("parcels.{Region}.sent.v1", "text/plain", "1.0", "content-type")]
    [InlineData("parcels.{Region}.sent.v1", "application/msgpack", null, "ce-specversion is missing")]
    [InlineData("parcels.{Region}.sent.v1", "application/msgpack", "1.0", "cannot be read, byte 1")]
    public async Task What_cannot_be_read_is_a_dead_letter_and_nothing_waits_behind_it(
        string type, string contentType, string? version, string reason)
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        await using var admin = new Admin(server);
        var log = new ParcelLog { IsBroken = false };
        await using var bus = await StartAsync(server, log);
        var transport = (JetStreamTransport)bus.Transports["jetstream"];
        var headers = new NatsHeaders
        {
            [HeaderNames.Id] = "theirs",
            [HeaderNames.Source] = "them",
            [HeaderNames.Type] = type,
            [HeaderNames.ContentType] = contentType,
        };
        if (version is not null)
        {
            headers[HeaderNames.SpecVersion] = version;
        }

        await admin.Context.PublishAsync("parcels.eu.sent", new byte[] { 0xC1, 0xFF }, headers: headers);
        await bus.PublishAsync(new ParcelSent("eu", 1));
        await Admin.UntilAsync(() => Task.FromResult(log.Entries.Count), static count => count == 2);
        await Admin.UntilAsync(() => admin.StreamAsync("dead-letters"), static stream => stream.State.Messages == 2);

        Assert.Equal(["count 1", "track 1 1"], log.Entries.Order());
        await foreach (var letter in transport.ReplayAsync("dead.>"))
        {
            Assert.Equal([0xC1, 0xFF], letter.Body.ToArray());
            Assert.Contains(reason, letter.Headers[DeadLetterHeaders.Reason], StringComparison.Ordinal);
        }
    }

    private static Task<EventBus> StartAsync(NatsServer server, ParcelLog log) => EventBus.StartAsync(EventModules.All, bus =>
    {
        bus.Services.AddSingleton(log);
        bus.UseTransport("jetstream").UseNats(options => options.Url = server.Url);
        bus.Handlers.Only($"{typeof(Parcels).FullName}.*");
        bus.Retry(static retry => (retry.Delay, retry.Jitter) = (TimeSpan.FromMilliseconds(5), 0));
    });
}
