using TypedBus.Bytes.Tests.Types;

namespace TypedBus.Bytes.Tests;

/// <summary>The bytes are those of MessagePack-CSharp, both ways.</summary>
public sealed class OracleTests
{
    public static TheoryData<string> Types => [.. TypeTable.All.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryType_TravelsAsTheOracleHasIt(string type) => TypeTable.All[type].Check();
}
