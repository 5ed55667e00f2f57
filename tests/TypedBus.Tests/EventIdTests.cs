using System.Globalization;
using CsCheck;

namespace TypedBus.Tests;

/// <summary>Identifiers are unique in a process, stable where they are derived, and readable as text.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void Identifiers_of_many_threads_are_unique()
    {
        var all = new EventId[4][];
        Parallel.For(0, all.Length, thread => all[thread] = [.. Enumerable.Range(0, 250_000).Select(static _ => EventId.OfNumber(EventId.NextNumber()))]);
        Assert.Equal(1_000_000, all.SelectMany(static ids => ids).Distinct().Count());
    }

    [Fact]
    public void Text_reads_back() =>
        Gen.Int.Sample(position =>
        {
            var id = EventId.OfNumber(EventId.NextNumber()).Derive(EventId.HashOf("handler"), position);
            return id.ToString().Length == 32 && EventId.TryParse(id.ToString(), out var again) && again == id;
        });

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData(" 123456789abcdef0123456789abcdef")]
    public void What_is_no_identifier_is_refused(string text)
    {
        Assert.False(EventId.TryParse(text, out var id));
        Assert.True(id.IsEmpty);
    }

    [Fact]
    public void Derived_identifiers_depend_on_cause_handler_and_position_and_on_nothing_else()
    {
        var causes = Enumerable.Range(0, 100).Select(static _ => EventId.OfNumber(EventId.NextNumber())).ToArray();
        var handlers = Enumerable.Range(0, 100).Select(static number => EventId.HashOf($"handler {number}")).ToArray();
        EventId[] Derive() => [.. from cause in causes from handler in handlers from position in Enumerable.Range(0, 20) select cause.Derive(handler, position)];
        Assert.Equal(Derive(), Derive());
        Assert.Equal(200_000, Derive().Distinct().Count());
    }

    [Fact]
    public void A_name_has_the_same_number_for_good() => Assert.Equal(16772869733262715783UL, EventId.HashOf("Shop.Billing.Bill.OrderPlaced"));

    [Fact]
    public void Digits_without_vectors_are_those_of_the_framework()
    {
        Gen.ULong.Sample(static number =>
        {
            var text = new char[16];
            HexText.Write(number, text);
            return new string(text) == number.ToString("x16", CultureInfo.InvariantCulture)
                && HexText.TryRead(text, out var again) && again == number
                && HexText.TryRead(new string(text).ToUpperInvariant(), out again) && again == number;
        });
        for (var character = char.MinValue; character < 256; character++)
        {
            Assert.Equal(char.IsAsciiHexDigit(character), HexText.TryRead($"000000000000000{character}", out _));
        }
    }
}
