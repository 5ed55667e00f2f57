using System.Buffers;
using MessagePack;
using TypedBus.Bytes.Tests.Types;

namespace TypedBus.Bytes.Tests.Untrusted;

public sealed class LimitsTests
{
    [Fact]
    public void Length_IsLimited()
    {
        var bytes = Product.Write(new OfString(new string('a', 100)));

        Assert.Contains("longer than the limit of 50 bytes", Refuse<OfString>(bytes, new PayloadLimits { MaxLength = 50 }).Message);
        Assert.Equal(100, Product.Find<OfString>().Read(new ReadOnlySequence<byte>(bytes), new PayloadLimits { MaxLength = bytes.Length }).Value.Length);
    }

    [Fact]
    public void Depth_IsLimited_AndWhatIsWrittenCanBeRead()
    {
        var deepest = new OfRecursion(Nest(63));
        var bytes = Product.Write(deepest);

        Assert.Equal(bytes, Product.Write(Product.Read<OfRecursion>(bytes)));
        Assert.Contains("nests deeper than the limit", Refuse<OfRecursion>(bytes, new PayloadLimits { MaxDepth = 63 }).Message);
        var failure = Assert.Throws<InvalidOperationException>(() => Product.Write(new OfRecursion(Nest(64))));
        Assert.Contains("its objects nest deeper than 64", failure.Message);
        Assert.Contains("nests deeper than the limit", Refuse<OfRecursion>(MessagePackSerializer.Serialize(new OfRecursion(Nest(64)))).Message);
    }

    [Fact]
    public void ObjectThatHoldsItself_IsNotWrittenForEver()
    {
        var others = new List<Tree>();
        others.Add(new Tree(1, null, others));

        Assert.Throws<InvalidOperationException>(() => Product.Write(new OfRecursion(others[0])));
    }

    [Fact]
    public void DepthOfAMillion_IsRefusedAtOnce()
    {
        var bytes = Enumerable.Repeat((byte)0x93, 1_000_000).ToArray();

        // A tree's first member is a number, so what nests is its second: 93 00 93 00 …
        for (var place = 2; place < bytes.Length; place += 2)
        {
            bytes[place] = 0;
        }

        bytes[0] = 0x91;
        var refused = Refuse<OfRecursion>(bytes);
        Assert.Contains("nests deeper than the limit", refused.Message);
        Assert.StartsWith("Value.Left.Left.", refused.Member);
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void Items_AreLimited(int most, bool isRead)
    {
        var bytes = Product.Write(new OfArray(new int[100]));

        Assert.Equal(isRead, Reads<OfArray>(bytes, new PayloadLimits { MaxItems = most }));
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void Keys_AreLimited_WhereTheyCanBeChosenToFallIntoOnePlace(int most, bool isRead)
    {
        var limits = new PayloadLimits { MaxKeys = most };

        Assert.Equal(isRead, Reads<OfHashSet>(Product.Write(new OfHashSet([.. Enumerable.Range(0, 100)])), limits));
        Assert.Equal(isRead, Reads<OfImmutableHashSet>(Product.Write(new OfImmutableHashSet([.. Enumerable.Range(0, 100)])), limits));
        Assert.Equal(
            isRead, Reads<OfDictionaryOfNumbers>(Product.Write(new OfDictionaryOfNumbers(Enumerable.Range(0, 100).ToDictionary(static key => (long)key, static _ => (string?)null))), limits));
        Assert.True(Reads<OfDictionary>(Product.Write(new OfDictionary(Enumerable.Range(0, 200).ToDictionary(static key => $"{key}", static key => key))), limits));
    }

    // Each claims as many items as there are bytes behind it: nothing like that may be reserved.
    [Theory]
    [InlineData(0xdd)]
    [InlineData(0xdf)]
    public void Counts_AreNotBelieved(byte header)
    {
        var bytes = new byte[1_000_000];
        bytes[0] = 0x91;
        for (var place = 1; place < 500_000; place += 5)
        {
            (bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3]) = (header, 0, 7, 0);
        }

        Assert.InRange(BytesOf(() => Refuse<OfArrayOfArrays>(bytes)), 0, 300_000);
        Assert.InRange(BytesOf(() => Refuse<OfListOfLists>(bytes)), 0, 300_000);
        Assert.InRange(BytesOf(() => Refuse<OfDictionaryOfRecords>(bytes)), 0, 300_000);
        Assert.InRange(BytesOf(() => Refuse<OfRecursion>(bytes)), 0, 300_000);
    }

    [Theory]
    [InlineData(new byte[] { 0x91, 0xdd, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdd, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdd, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0 })]
    public void CountsBeyondTheBytes_AreRefused(byte[] bytes) => Assert.Contains("it ends too early", Refuse<OfArray>(bytes).Message);

    [Fact]
    public void LargeCollections_AreRead()
    {
        var items = Enumerable.Range(0, 300_000).ToArray();

        Assert.Equal(items, Product.Read<OfArray>(Product.Write(new OfArray(items))).Value);
        Assert.Equal(items, Product.Read<OfIList>(Product.Write(new OfIList([.. items]))).Value);
    }

    private static Tree Nest(int levels)
    {
        Tree? tree = null;
        for (var level = 0; level < levels; level++)
        {
            tree = new Tree(level, tree, []);
        }

        return tree!;
    }

    private static long BytesOf(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Reads<TEvent>(byte[] bytes, PayloadLimits limits)
    {
        try
        {
            Product.Find<TEvent>().Read(new ReadOnlySequence<byte>(bytes), limits);
            return true;
        }
        catch (EventPayloadException exception)
        {
            Assert.Contains("more items than the limit", exception.Message);
            return false;
        }
    }

    private static EventPayloadException Refuse<TEvent>(byte[] bytes, PayloadLimits? limits = null) => Assert.Throws<EventPayloadException>(
        () => Product.Find<TEvent>().Read(new ReadOnlySequence<byte>(bytes), limits ?? PayloadLimits.Default));
}
