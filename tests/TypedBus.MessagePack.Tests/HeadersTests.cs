using CsCheck;

namespace TypedBus.Bytes.Tests;

/// <summary>What travels beside the bytes, in binary mode.</summary>
public sealed class HeadersTests
{
    [Fact]
    public void Names_AreThoseOfCloudEvents()
    {
        var written = Write(new EventHeaders
        {
            Id = new HeaderId("0123456789abcdef0123456789abcdef"),
            Source = "/shop",
            Type = "orders.placed.v1",
            Time = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)).AddTicks(6),
            Key = "order-7",
            CorrelationId = new HeaderId("call 1"),
            CausationId = new HeaderId("fedcba9876543210fedcba9876543210"),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = "a=b",
            ContentType = "application/msgpack",
            Others = new Dictionary<string, string> { ["ce-dataschema"] = "https://example.com" },
        });

        Assert.Equal(
            [
                "ce-specversion: 1.0", "ce-id: 0123456789abcdef0123456789abcdef", "ce-source: /shop", "ce-type: orders.placed.v1",
                "ce-time: 2026-01-02T03:04:05.0000006Z", "ce-subject: order-7", "ce-correlationid: call 1",
                "ce-causationid: fedcba9876543210fedcba9876543210", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "tracestate: a=b", "content-type: application/msgpack", "ce-dataschema: https://example.com",
            ],
            written.Select(static pair => $"{pair.Name}: {pair.Value}"));
    }

    [Fact]
    public void WhatHasNoValue_IsNotWritten() => Assert.Equal(["ce-specversion"], Write(default).Select(static pair => pair.Name));

    [Fact]
    public void AnyHeaders_SurviveARoundTrip() => Gen.Dictionary(Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gens.KnownNames), Gen.String)[0, 50].Sample(
        pairs =>
        {
            var given = pairs.Where(static pair => pair.Key.Length > 0).DistinctBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(StringComparer.OrdinalIgnoreCase);
            given["ce-specversion"] = "1.0";
            given["ce-time"] = "2026-01-02T03:04:05.0000000Z";
            var headers = default(EventHeaders);
            foreach (var (name, value) in given)
            {
                headers.Read(name, value);
            }

            headers.Complete();
            var written = Write(headers).ToDictionary(static pair => pair.Name, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);
            if (given.TryGetValue("ce-id", out var id) && given.TryGetValue("ce-correlationid", out var correlation) && id == correlation)
            {
                given.Remove("ce-correlationid");
            }

            return written.Count == given.Count(pair => pair.Value.Length > 0 || written.ContainsKey(pair.Key))
                && written.All(pair => given[pair.Key] == pair.Value);
        },
        iter: TestRun.Long ? 100_000 : 1_000);

    [Fact]
    public void ForeignIdentifiers_AreKept_AndStandForOneOfOurs()
    {
        var headers = Read(("ce-id", "A234-1234-1234"), ("CE-SOURCE", "/x"), ("Ce-Type", "t"), ("ce-specversion", "1.0"), ("ce-time", "2018-04-05T17:31:00Z"));

        Assert.Null(headers.Complete());
        Assert.Equal("A234-1234-1234", headers.Id.ToString());
        Assert.False(headers.Id.Id.IsEmpty);
        Assert.Equal(headers.Id.Id, new HeaderId("A234-1234-1234").Id);
        Assert.NotEqual(headers.Id.Id, new HeaderId("A234-1234-1235").Id);
        Assert.Equal(headers.Id, headers.CorrelationId);
        Assert.Equal(new DateTimeOffset(2018, 4, 5, 17, 31, 0, TimeSpan.Zero), headers.Time);
        Assert.Equal("0123456789ABCDEF0123456789ABCDEF", new HeaderId("0123456789ABCDEF0123456789ABCDEF").ToString());
    }

    [Theory]
    [InlineData("ce-id", null, "its ce-id is missing")]
    [InlineData("ce-id", "", "its ce-id is missing")]
    [InlineData("ce-source", null, "its ce-source is missing")]
    [InlineData("ce-type", "", "its ce-type is missing")]
    [InlineData("ce-specversion", null, "its ce-specversion is missing")]
    [InlineData("ce-specversion", "2.0", "its ce-specversion is unknown")]
    [InlineData("ce-time", "yesterday", "its ce-time is no time")]
    [InlineData("ce-time", "2026-13-02T03:04:05.0000000Z", "its ce-time is no time")]
    [InlineData("ce-time", "2026-02-30T03:04:05.0000000Z", "its ce-time is no time")]
    [InlineData("ce-time", "2026-01-02T03:04:05.000000xZ", "its ce-time is no time")]
    public void WhatIsMissingOrAbsurd_IsTold(string name, string? value, string fault)
    {
        var all = new Dictionary<string, string> { ["ce-id"] = "1", ["ce-source"] = "/x", ["ce-type"] = "t", ["ce-specversion"] = "1.0" };
        all.Remove(name);
        if (value is not null)
        {
            all[name] = value;
        }

        Assert.Equal(fault, Read([.. all.Select(static pair => (pair.Key, pair.Value))]).Complete());
    }

    [Fact]
    public void TooManyHeaders_AreTold_AndNotKept()
    {
        var headers = Read([("ce-id", "1"), ("ce-source", "/x"), ("ce-type", "t"), ("ce-specversion", "1.0"), .. Enumerable.Range(0, 10_000).Select(static number => ($"x{number}", "y"))]);

        Assert.Equal("it has more than 100 headers", headers.Complete());
        Assert.Equal(101, headers.Others!.Count);
    }

    [Fact]
    public void IdentifierThatIsTooLong_IsTold() => Assert.Equal(
        "an identifier is too long",
        Read(("ce-id", new string('a', 1001)), ("ce-source", "/x"), ("ce-type", "t"), ("ce-specversion", "1.0")).Complete());

    [Fact]
    public void HeaderThatComesTwice_HasBothValues() => Assert.Equal("a,b", Read(("x-tag", "a"), ("X-Tag", "b")).Others!["x-tag"]);

    [Fact]
    public void OwnName_IsRefused() => Assert.Contains("'Content-Type', which the bus writes itself", Assert.Throws<ArgumentException>(
        () => Write(new EventHeaders { Others = new Dictionary<string, string> { ["Content-Type"] = "text/plain" } })).Message);

    [Fact]
    public void WritingAndReading_TakeTheTextsAlone()
    {
        var writer = new CountingWriter();
        var headers = new EventHeaders
        {
            Id = new HeaderId("0123456789abcdef0123456789abcdef"),
            Source = "/shop",
            Type = "orders.placed.v1",
            Time = DateTimeOffset.UnixEpoch,
            ContentType = "x",
        };
        string? fault = null;
        headers.Write(ref writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            headers.Write(ref writer);
            var read = default(EventHeaders);
            read.Read("ce-id", "0123456789abcdef0123456789abcdef");
            read.Read("ce-source", "/shop");
            read.Read("Ce-Type", "orders.placed.v1");
            read.Read("ce-specversion", "1.0");
            read.Read("CE-TIME", "2026-01-02T03:04:05.0000000Z");
            fault ??= read.Complete();
        }

        // One text, that of the time: 28 characters.
        Assert.Equal(1000 * 80, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(fault);
        Assert.Equal(6006, writer.Count);
    }

    private static EventHeaders Read(params (string Name, string Value)[] pairs)
    {
        var headers = default(EventHeaders);
        foreach (var (name, value) in pairs)
        {
            headers.Read(name, value);
        }

        return headers;
    }

    private static List<(string Name, string Value)> Write(EventHeaders headers)
    {
        var writer = new ListWriter();
        headers.Write(ref writer);
        return writer.Pairs;
    }

    private sealed class ListWriter : IHeaderWriter
    {
        public List<(string Name, string Value)> Pairs { get; } = [];

        public void Write(string name, string value) => Pairs.Add((name, value));
    }

    private struct CountingWriter : IHeaderWriter
    {
        public int Count { get; private set; }

        public void Write(string name, string value) => Count++;
    }

    private static class Gens
    {
        private static readonly string[] _names =
            ["ce-id", "ce-source", "ce-type", "ce-subject", "CE-CorrelationId", "ce-causationid", "traceparent", "tracestate", "Content-Type", "ce-dataschema"];

        public static Gen<string> KnownNames { get; } = Gen.Int[0, _names.Length - 1].Select(static index => _names[index]);
    }
}
