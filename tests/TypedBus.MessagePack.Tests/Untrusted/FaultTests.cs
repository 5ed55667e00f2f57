using MessagePack;
using TypedBus.Bytes.Tests.Types;

namespace TypedBus.Bytes.Tests.Untrusted;

/// <summary>What is refused is told: the event, the member, the place, and why; never what stands there.</summary>
public sealed class FaultTests
{
    private const string Secret = "swordfish";

    [Fact]
    public void Path_LeadsThroughObjectsCollectionsAndUnions()
    {
        var bytes = MessagePackSerializer.Serialize(new object[] { new object?[] { null, new object[] { 0, new object[] { Secret } } } });

        var refused = Refuse<OfListOfUnions>(bytes);

        Assert.Equal("Value[1].Radius", refused.Member);
        Assert.Equal(typeof(OfListOfUnions), refused.EventType);
        Assert.Equal(
            $"The payload of event 'TypedBus.Bytes.Tests.Types.OfListOfUnions' cannot be read at 'Value[1].Radius', byte {refused.Offset}: "
            + "a value of another kind is expected here.",
            refused.Message);
        Assert.InRange(refused.Offset, 6, bytes.Length);
    }

    [Fact]
    public void EntryOfADictionary_IsNamedByItsPlace() => Assert.Equal(
        "Value[1]", Refuse<OfDictionary>(MessagePackSerializer.Serialize(new object[] { new Dictionary<string, object> { ["a"] = 1, [Secret] = Secret } })).Member);

    [Fact]
    public void KeyThatComesTwice_IsRefused() => AssertSecret(
        Refuse<OfDictionary>([0x91, 0x82, .. Text(Secret), 1, .. Text(Secret), 2]), "Value[1]", "the value is refused by its type (ArgumentException)");

    [Fact]
    public void Null_IsRefusedWhereItMayNotBe()
    {
        Assert.Contains("it is null, and may not be", Refuse<OfString>([0x91, 0xc0]).Message);
        Assert.Contains("it is null, and may not be", Refuse<OfArray>([0x91, 0xc0]).Message);
        Assert.Equal("Value[0]", Refuse<OfList>([0x91, 0x91, 0xc0]).Member);
        Assert.Contains("it is null", Refuse<OfString>([0xc0]).Message);
        Assert.Null(Product.Read<OfNullableString>([0x91, 0xc0]).Value);
    }

    [Fact]
    public void WhatIsBehindTheEnd_IsRefused() => Assert.Contains("there is more behind its end", Refuse<OfInt32>([0x91, 1, 1]).Message);

    [Fact]
    public void Nothing_IsRefused() => Assert.Contains("it ends too early", Refuse<OfInt32>([]).Message);

    [Fact]
    public void NumberOutOfRange_IsRefused() => Assert.Contains("a number is out of range", Refuse<OfByte>([0x91, 0xcd, 1, 0]).Message);

    [Theory]
    [InlineData("swordfishswordfishswordfishswordfish")]
    [InlineData(Secret)]
    public void TextsThatAreNone_AreRefused(string text)
    {
        AssertSecret(Refuse<OfGuid>([0x91, .. Text(text)]), "Value", "it is no identifier");
        AssertSecret(Refuse<OfDecimal>([0x91, .. Text(text)]), "Value", "it is no decimal number");
        AssertSecret(Refuse<OfVersion>([0x91, .. Text(text)]), "Value", "the value is refused by its type (ArgumentException)");
        AssertSecret(Refuse<OfUri>([0x91, .. Text($"https://{text}:{text}")]), "Value", "the value is refused by its type (UriFormatException)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData("1-")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("79228162514264337593543950336")]
    public void DecimalIsRead_AsTheOracleReadsIt(string text)
    {
        byte[] bytes = [0x91, .. Text(text)];
        decimal? expected;
        try
        {
            expected = MessagePackSerializer.Deserialize<OfDecimal>(bytes).Value;
        }
        catch (MessagePackSerializationException)
        {
            expected = null;
        }

        if (expected is { } value)
        {
            Assert.Equal(value, Product.Read<OfDecimal>(bytes).Value);
        }
        else
        {
            Refuse<OfDecimal>(bytes);
        }
    }

    [Fact]
    public void RefusalOfTheEventsOwnConstructor_IsNotQuoted() =>
        AssertSecret(Refuse<Picky>([0x91, .. Text(Secret)]), string.Empty, "the value is refused by its type (ArgumentException)");

    [Fact]
    public void UnknownTypeOfAUnion_IsNull()
    {
        Assert.Null(Product.Read<OfNullableUnion>([0x91, 0x92, 5, 0x91, 1]).Value);
        Assert.Contains("it is null, and may not be", Refuse<OfUnionOfInterface>([0x91, 0x92, 5, 0x91, 1]).Message);
    }

    [Fact]
    public void ObjectThatNoUnionNames_IsNotWrittenAsNull() => Assert.Contains(
        "'TypedBus.Bytes.Tests.Untrusted.FaultTests+Oval' stands where 'TypedBus.Bytes.Tests.Types.IShape' is written",
        Assert.Throws<InvalidOperationException>(() => Product.Write(new OfUnionOfInterface(new Oval()))).Message);

    private static byte[] Text(string text) => MessagePackSerializer.Serialize(text);

    private static void AssertSecret(EventPayloadException refused, string member, string reason)
    {
        Assert.Equal(member, refused.Member);
        Assert.EndsWith($": {reason}.", refused.Message);
        Assert.DoesNotContain(Secret, refused.ToString());
    }

    private static EventPayloadException Refuse<TEvent>(byte[] bytes) => Assert.Throws<EventPayloadException>(() => Product.Read<TEvent>(bytes));

    private sealed record Oval : IShape;
}

/// <summary>An event that says what it was given, where that is not legal.</summary>
[Event("untrusted.picky")]
public sealed record Picky
{
    public Picky(string name) => Name = name == "legal" ? name : throw new ArgumentException($"'{name}' is not legal.", nameof(name));

    [Key(0)]
    public string Name { get; }
}
