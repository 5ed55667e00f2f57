using MessagePack;

namespace TypedBus.Bytes.Tests;

/// <summary>Members that did not come, and members that nobody knows.</summary>
public sealed class MissingMemberTests
{
    [Fact]
    public void TrailingMembersThatAreUnknown_AreSkipped()
    {
        var bytes = MessagePackSerializer.Serialize(new object?[] { 1, new object[] { 1, new[] { 2, 3 } }, "a", null });

        Assert.Equal(new First(1), Product.Read<First>(bytes));
    }

    [Fact]
    public void MembersThatDidNotCome_HaveTheirDefaults()
    {
        var read = Product.Read<Grown>(Product.Write(new First(7)));

        Assert.Equal(new Grown(7), read);
        Assert.Equal((7, 0, "none", null, DayOfWeek.Friday), (read.Id, read.Zero, read.Note, read.Text, read.Day));
        Assert.Equal(("initialized", 3), (read.Initialized, read.Number));
    }

    [Theory]
    [InlineData(6, "came", 3)]
    [InlineData(7, "came", 9)]
    public void WhatIsInitialized_KeepsItsValueUnlessAnotherOneCame(int count, string text, int number)
    {
        var members = new object?[] { 7, 1, "note", null, 2, "came", 9 };
        var read = Product.Read<Grown>(MessagePackSerializer.Serialize(members[..count]));

        Assert.Equal((text, number), (read.Initialized, read.Number));
    }

    [Theory]
    [InlineData(0, "Name")]
    [InlineData(1, "Count")]
    public void WhatMustBeThere_IsAskedFor(int count, string member)
    {
        var bytes = MessagePackSerializer.Serialize(new object?[] { "a" }[..count]);

        var refused = Assert.Throws<EventPayloadException>(() => Product.Read<Demanding>(bytes));

        Assert.Equal(member, refused.Member);
        Assert.EndsWith("it is missing, and has no default.", refused.Message);
    }

    [Fact]
    public void PlacesWithoutAMember_AreNil() =>
        Assert.Equal([0x95, 0xc0, 1, 0xc0, 0xc0, 2], Product.Write(new Sparse { One = 1, Four = 2 }));

    [Fact]
    public void PlacesWithoutAMember_AreSkipped()
    {
        var read = Product.Read<Sparse>(MessagePackSerializer.Serialize(new object?[] { "x", 1, new[] { 1 }, null, 2, 3 }));

        Assert.Equal((1, 2), (read.One, read.Four));
    }
}

[Event("missing.first")]
public sealed record First(int Id);

[Event("missing.grown")]
public sealed record Grown(int Id, int Zero = 0, string Note = "none", string? Text = null, DayOfWeek Day = DayOfWeek.Friday)
{
    [Key(5)]
    public string Initialized { get; init; } = "initialized";

    [Key(6)]
    public int Number { get; init; } = 3;
}

[Event("missing.demanding")]
public sealed record Demanding(string Name)
{
    [Key(1)]
    public required int Count { get; init; }
}

[Event("missing.sparse")]
public sealed record Sparse
{
    [Key(1)]
    public int One { get; init; }

    [Key(4)]
    public int Four { get; init; }
}
