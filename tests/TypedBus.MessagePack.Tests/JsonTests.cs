using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;

namespace TypedBus.Bytes.Tests;

/// <summary>Events travel as JSON where the user's own context knows them.</summary>
public sealed class JsonTests
{
    [Fact]
    public void EventsOfTheContext_TravelAsJson()
    {
        using var bus = EventBus.Start(EventModules.All, static bus => bus.UseJson(ShopJson.Default));
        var serializer = bus.Serializers.Find<JsonPlaced>()!;
        var placed = new JsonPlaced(7, "Ada", [new JsonLine("engine", 12.50m)]);

        var bytes = Write(serializer, in placed);

        Assert.Equal("""{"id":7,"customer":"Ada","lines":[{"product":"engine","price":12.50}]}""", Encoding.UTF8.GetString(bytes));
        Assert.Equal("application/json", serializer.ContentType);
        Assert.Equal(bytes, Write(serializer, serializer.Read(new ReadOnlySequence<byte>(bytes))));
    }

    [Fact]
    public void EventsThatTheContextDoesNotKnow_HaveTheGeneratedSerializer()
    {
        using var bus = EventBus.Start(EventModules.All, static bus => bus.UseJson(ShopJson.Default));

        Assert.Equal("application/msgpack", bus.Serializers.Find<JsonUnknown>()?.ContentType);
        Assert.Equal("application/msgpack", Product.Find<JsonPlaced>().ContentType);
        Assert.Null(bus.Serializers.Find<string>());
        Assert.Null(bus.Serializers.TypeOf<string>());
    }

    [Fact]
    public void SubjectAndVersion_ChooseTheSerializer()
    {
        using var bus = EventBus.Start(EventModules.All, static bus => bus.UseJson(ShopJson.Default));

        Assert.Equal("json.placed.v1", bus.Serializers.TypeOf<JsonPlaced>());
        Assert.Equal("json.placed.v2", bus.Serializers.TypeOf<JsonPlacedAnew>());
        Assert.Equal(typeof(JsonPlaced), bus.Serializers.Find("json.placed.v1")?.EventType);
        Assert.Equal(typeof(JsonPlacedAnew), bus.Serializers.Find("json.placed.v2")?.EventType);
        Assert.Null(bus.Serializers.Find("json.placed"));
        Assert.Null(bus.Serializers.Find("json.placed.v3"));
    }

    [Theory]
    [InlineData("""{"id":"swordfish"}""", "id", "it is not the JSON of that event")]
    [InlineData("""{"id":1,"lines":[{"price":1},{"price":"swordfish"}]}""", "lines[1].price", "it is not the JSON of that event")]
    [InlineData("""{"id":1,"swordfish":{"a":]}""", "", "it is not the JSON of that event")]
    [InlineData("""{"id":1} swordfish""", "", "it is not the JSON of that event")]
    [InlineData("""{"id":1} 2""", "", "it is not the JSON of that event")]
    [InlineData("null", "", "it is not the JSON of that event")]
    [InlineData("", "", "it is not the JSON of that event")]
    public void WhatIsRefused_IsToldWithoutItsContent(string text, string member, string reason)
    {
        using var bus = EventBus.Start(EventModules.All, static bus => bus.UseJson(ShopJson.Default));
        var refused = Assert.Throws<EventPayloadException>(
            () => bus.Serializers.Find<JsonPlaced>()!.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text))));

        Assert.Equal(member, refused.Member);
        Assert.InRange(refused.Offset, 0, text.Length);
        Assert.EndsWith($": {reason}.", refused.Message);
        Assert.DoesNotContain("swordfish", refused.ToString());
    }

    [Fact]
    public void Limits_Hold()
    {
        using var bus = EventBus.Start(EventModules.All, static bus => bus.UseJson(ShopJson.Default));
        var serializer = bus.Serializers.Find<JsonPlaced>()!;
        var bytes = new ReadOnlySequence<byte>(Write(serializer, new JsonPlaced(1, "Ada", [new JsonLine("engine", 1)])));

        Assert.Contains("longer than the limit", Assert.Throws<EventPayloadException>(() => serializer.Read(bytes, new PayloadLimits { MaxLength = 10 })).Message);
        Assert.Throws<EventPayloadException>(() => serializer.Read(bytes, new PayloadLimits { MaxDepth = 2 }));
        Assert.Equal(1, serializer.Read(bytes, new PayloadLimits { MaxDepth = 3 }).Id);
    }

    private static byte[] Write<TEvent>(EventSerializer<TEvent> serializer, in TEvent @event)
    {
        var buffer = new ArrayBufferWriter<byte>();
        serializer.Write(in @event, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}

[Event("json.placed")]
public sealed record JsonPlaced(int Id, string? Customer, IReadOnlyList<JsonLine> Lines);

[Event("json.placed", Version = 2)]
public sealed record JsonPlacedAnew(int Id);

[Event("json.unknown")]
public sealed record JsonUnknown(int Id);

public sealed record JsonLine(string Product, decimal Price);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonPlaced))]
[JsonSerializable(typeof(JsonPlacedAnew))]
internal sealed partial class ShopJson : JsonSerializerContext;
