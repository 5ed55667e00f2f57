using MessagePack;

namespace TypedBus.Bytes.Tests.Types;

public enum ByteEnum : byte { None, Some }

public enum SByteEnum : sbyte { None, Some }

public enum Int16Enum : short { None, Some }

public enum UInt16Enum : ushort { None, Some }

public enum Int32Enum { None, Some }

public enum UInt32Enum : uint { None, Some }

public enum Int64Enum : long { None, Some }

public enum UInt64Enum : ulong { None, Some }

[MessagePackObject]
public sealed record Line([property: Key(0)] Guid Product, [property: Key(1)] int Quantity, [property: Key(2)] decimal? Price);

[MessagePackObject]
public readonly record struct Point([property: Key(0)] double X, [property: Key(1)] double Y);

/// <summary>Its key order is not that of its members.</summary>
[MessagePackObject]
public sealed class Address
{
    [Key(2)]
    public string? City { get; set; }

    [Key(0)]
    public string Street { get; init; } = "";

    [Key(1)]
    public required int Number { get; init; }

    [IgnoreMember]
    public string Unused { get; set; } = "";
}

[MessagePackObject]
public struct Fields
{
    [Key(0)]
    public int A;

    [Key(1)]
    public string? B;
}

[MessagePackObject]
public sealed class Gaps
{
    [Key(1)]
    public int One { get; set; }

    [Key(4)]
    public string? Four { get; set; }
}

[MessagePackObject]
public class Base
{
    [Key(0)]
    public int Own { get; set; }

    [Key(1)]
    public virtual string? Text { get; set; }
}

[MessagePackObject]
public sealed class Derived : Base
{
    [Key(2)]
    public int More { get; set; }

    public override string? Text { get; set; }
}

[MessagePackObject]
public sealed record Empty;

[MessagePackObject]
public sealed record Page<T>([property: Key(0)] T[] Items, [property: Key(1)] int Number);

[MessagePackObject]
public sealed record Tree([property: Key(0)] int Value, [property: Key(1)] Tree? Left, [property: Key(2)] List<Tree> Others);

[Union(0, typeof(Circle))]
[Union(7, typeof(Box))]
public interface IShape;

[MessagePackObject]
public sealed record Circle([property: Key(0)] double Radius) : IShape;

[MessagePackObject]
public readonly record struct Box([property: Key(0)] int Width, [property: Key(1)] int Height) : IShape;

[Union(1, typeof(Card))]
[Union(2, typeof(Cash))]
public abstract record Payment([property: Key(0)] decimal Amount);

[MessagePackObject]
public sealed record Card(decimal Amount, [property: Key(1)] string Holder) : Payment(Amount);

[MessagePackObject]
public sealed record Cash(decimal Amount) : Payment(Amount);
