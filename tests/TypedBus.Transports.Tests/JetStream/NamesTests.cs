using CsCheck;
using TypedBus.Nats.JetStream;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Names of subscriptions become names of consumers by a rule that keeps them apart.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("Shop.Billing.Bill.OrderPlaced", "Shop_Billing_Bill_OrderPlaced")]
    [InlineData("Shop.Billing.Bill_all.OrderPlaced", "Shop_Billing_Bill=5Fall_OrderPlaced")]
    [InlineData("audit-1", "audit-1")]
    [InlineData("a/b c=d", "a=2Fb=20c=3Dd")]
    [InlineData("größe", "gr=C3=B6=C3=9Fe")]
    [InlineData("orders.*.paid", "orders_=2A_paid")]
    public void Name_is_escaped(string text, string name) => Assert.Equal(name, ConsumerNames.Escape(text));

    [Fact]
    public void Two_texts_never_have_one_name_and_no_name_is_illegal()
    {
        Gen.Select(Gen.String[Gen.Char[" ._=~-*>/\\abAZ09äß"], 0, 6], Gen.String[Gen.Char[" ._=~-*>/\\abAZ09äß"], 0, 6]).Sample((one, other) =>
        {
            var (first, second) = (ConsumerNames.Escape(one), ConsumerNames.Escape(other));
            return (one == other) == (first == second) && !first.AsSpan().ContainsAny(" .*>/\\~");
        });
    }

    [Fact]
    public void Group_and_subject_make_one_consumer_and_never_that_of_a_subscription()
    {
        var one = Events.Subscription("Shop.One") with { Group = "billing" };
        var two = Events.Subscription("Shop.Two") with { Group = "billing" };

        Assert.Equal("billing~orders_placed", ConsumerNames.Of(one));
        Assert.Equal(ConsumerNames.Of(one), ConsumerNames.Of(two));
        Assert.NotEqual(ConsumerNames.Of(one), ConsumerNames.Of(one with { Subject = "orders.paid" }));
        Assert.NotEqual(ConsumerNames.Of(one), ConsumerNames.Of(Events.Subscription("billing~orders.placed")));
    }

    [Fact]
    public void Name_that_is_too_long_is_refused_and_the_remedy_named()
    {
        var exception = Assert.Throws<TransportException>(() => ConsumerNames.Of(Events.Subscription(new string('x', 300))));

        Assert.Contains("300 characters", exception.Message, StringComparison.Ordinal);
        Assert.Contains("shorter name", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders.>", "orders.placed", true)]
    [InlineData("orders.>", "orders.*.paid", true)]
    [InlineData("orders.>", "orders", false)]
    [InlineData("orders.*", "orders.placed", true)]
    [InlineData("orders.*", "orders.*", true)]
    [InlineData("orders.*", "orders.a.b", false)]
    [InlineData("orders.placed", "orders.*", false)]
    [InlineData("orders.a.*", "orders.*.b", false)]
    [InlineData(">", "orders.placed", true)]
    [InlineData("orders.placed", "orders.placed", true)]
    [InlineData("orders.placed.late", "orders.placed", false)]
    public void One_pattern_covers_another(string pattern, string subject, bool covers) => Assert.Equal(covers, SubjectCover.Covers(pattern, subject));

    [Theory]
    [InlineData("$JS.ACK.orders.billing.3.17.5.1700000000000000000.0", 3, 17ul)]
    [InlineData("$JS.ACK._.ACCHASH.orders.billing.3.17.5.1700000000000000000.0", 3, 17ul)]
    [InlineData("$JS.ACK._.ACCHASH.orders.billing.3.17.5.1700000000000000000.0.rand", 3, 17ul)]
    public void What_a_delivery_is_settled_by_tells_its_attempt_and_place(string subject, int delivered, ulong sequence)
    {
        Assert.True(AckAddress.TryRead(subject, out var address));
        Assert.Equal(new AckAddress(delivered, sequence), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("_INBOX.abc")]
    [InlineData("$JS.ACK.orders")]
    [InlineData("$JS.ACK.orders.billing.x.17.5.1700000000000000000.0")]
    public void What_is_none_is_not_taken_for_one(string? subject) => Assert.False(AckAddress.TryRead(subject, out _));
}
