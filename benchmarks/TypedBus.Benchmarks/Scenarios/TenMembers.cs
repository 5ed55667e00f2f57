using System.Buffers;
using MessagePack;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>An event of ten members, as they are usual.</summary>
[Event("benchmarks.bytes.ten")]
[MessagePackObject]
public sealed record TenMembers(
    [property: Key(0)] Guid Id,
    [property: Key(1)] string Customer,
    [property: Key(2)] string Product,
    [property: Key(3)] int Quantity,
    [property: Key(4)] decimal Price,
    [property: Key(5)] long Number,
    [property: Key(6)] double Weight,
    [property: Key(7)] bool IsGift,
    [property: Key(8)] DateTime At,
    [property: Key(9)] DayOfWeek Day)
{
    /// <summary>Makes an event that differs from others by its number.</summary>
    public static TenMembers Create(int number) => new(
        new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        "Ada Lovelace",
        "An analytical engine",
        number % 100,
        12.50m + number,
        1_000_000_000_000L + number,
        0.75,
        number % 2 == 0,
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddSeconds(number),
        DayOfWeek.Friday);
}

/// <summary>Both sides of turning events into bytes and back, on the same events.</summary>
internal sealed class TenMembersBytes : IDisposable
{
    public const int Count = 64;

    private readonly EventBus _bus = EventBus.Start(EventModules.All);

    public TenMembersBytes()
    {
        Ours = _bus.Serializers.Find<TenMembers>()!;
        Events = [.. Enumerable.Range(0, Count).Select(TenMembers.Create)];
        Bytes = [.. Events.Select(@event => new ReadOnlySequence<byte>(MessagePackSerializer.Serialize(@event, Options)))];
        foreach (var (@event, bytes) in Events.Zip(Bytes))
        {
            var buffer = new ArrayBufferWriter<byte>();
            Ours.Write(in @event, buffer);
            if (!buffer.WrittenSpan.SequenceEqual(bytes.FirstSpan) || Ours.Read(in bytes) != @event)
            {
                throw new InvalidOperationException("Both sides are to have the same bytes.");
            }
        }
    }

    public EventSerializer<TenMembers> Ours { get; }

    public TenMembers[] Events { get; }

    /// <summary>Gets identifiers of events, as the bus gives them.</summary>
    public EventId[] Ids { get; } = [.. Enumerable.Range(1, Count).Select(static number => EventId.TryParse($"5f0c3a9d2b7e4816{number:x16}", out var id) ? id : default)];

    /// <summary>Gets when the events were published.</summary>
    public DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public ReadOnlySequence<byte>[] Bytes { get; }

    /// <summary>Gets the other side's options: its own, or where it cannot make code, a formatter as its own compiler writes them.</summary>
    public MessagePackSerializerOptions Options { get; } = TenMembersResolver.Options;

    public void Dispose() => _bus.Dispose();
}
