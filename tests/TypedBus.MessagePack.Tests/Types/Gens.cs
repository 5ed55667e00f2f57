using System.Numerics;
using CsCheck;

namespace TypedBus.Bytes.Tests.Types;

/// <summary>Random values of what the events are made of.</summary>
internal static class Gens
{
    private static readonly decimal[] _edges = [0m, decimal.MinValue, decimal.MaxValue, 12.50m, -0.0000000000000000000000000001m];

    public static Gen<decimal> Decimal { get; } = Gen.OneOf(
        Gen.Decimal,
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28], static (low, middle, high, isNegative, scale) =>
            new decimal(low, middle, high, isNegative, scale)),
        Gen.Int[0, 4].Select(static index => _edges[index]));

    public static Gen<DateTime> Time { get; } = Gen.Select(
        Gen.OneOf(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Long[0, 4_000_000_000].Select(static seconds => DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond))),
        Gen.Enum<DateTimeKind>(),
        static (ticks, kind) => new DateTime(ticks, kind));

    public static Gen<DateTimeOffset> TimeWithOffset { get; } = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
        Gen.Int[-14 * 60, 14 * 60],
        static (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    public static Gen<Uri> Uri { get; } = Gen.OneOf(
        Gen.String.AlphaNumeric.Select(static text => new Uri("https://example.com/" + text)),
        Gen.String.AlphaNumeric.Select(static text => new Uri("there/" + text, UriKind.Relative)));

    public static Gen<Version> Version { get; } = Gen.OneOf(
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], static (major, minor) => new Version(major, minor)),
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, int.MaxValue], static (major, build) => new Version(major, 1, build, 4)));

    public static Gen<BigInteger> BigInteger { get; } = Gen.Byte.Array[0, 400].Select(static bytes => new BigInteger(bytes));

    public static Gen<Point> Point { get; } = Gen.Select(Gen.Double, Gen.Double, static (x, y) => new Point(x, y));

    public static Gen<Line> Line { get; } = Gen.Select(
        Gen.Guid, Gen.Int, Decimal.Nullable(), static (product, quantity, price) => new Line(product, quantity, price));

    public static Gen<Address> Address { get; } = Gen.Select(
        Gen.String, Gen.Int, Gen.String.Null(), static (street, number, city) => new Address { Street = street, Number = number, City = city });

    public static Gen<Fields> Fields { get; } = Gen.Select(Gen.Int, Gen.String.Null(), static (a, b) => new Fields { A = a, B = b });

    public static Gen<Gaps> Gaps { get; } = Gen.Select(Gen.Int, Gen.String.Null(), static (one, four) => new Gaps { One = one, Four = four });

    public static Gen<Derived> Derived { get; } = Gen.Select(
        Gen.Int, Gen.String.Null(), Gen.Int, static (own, text, more) => new Derived { Own = own, Text = text, More = more });

    public static Gen<Dictionary<string, int>> Map { get; } = Gen.Dictionary(Gen.String, Gen.Int);

    public static Gen<Tree> Tree { get; } = Gen.Recursive<Tree>(static (depth, tree) => depth == 4
        ? Gen.Int.Select(static value => new Tree(value, null, []))
        : Gen.Select(Gen.Int, tree.Null(), tree.List[0, 2], static (value, left, others) => new Tree(value, left, others)));

    public static Gen<IShape> Shape { get; } = Gen.OneOf(
        Gen.Double.Select(static radius => (IShape)new Circle(radius)),
        Gen.Select(Gen.Int, Gen.Int, static (width, height) => (IShape)new Box(width, height)));

    public static Gen<Payment> Payment { get; } = Gen.OneOf(
        Gen.Select(Decimal, Gen.String, static (amount, holder) => (Payment)new Card(amount, holder)),
        Decimal.Select(static amount => (Payment)new Cash(amount)));
}
