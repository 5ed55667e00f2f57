namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>Events that are gone, or are others than were declared.</summary>
public sealed class EventChangeTests
{
    private const string Placed = """
        event placed v1 = Shop.Placed
        event placed v1 [0] Id: int

        """;

    [Fact]
    public Task Project_Without_Files_Is_Not_Bothered() => ContractTest.VerifyAsync("""[Event("placed")] public sealed record Placed(int Id);""");

    [Fact]
    public Task Removed() => ContractTest.VerifyAsync(
        "namespace Shop; public sealed record Placed(int Id);",
        """
        {|TB4018:event placed v1 = Shop.Placed|}
        event placed v1 [0] Id: int
        """);

    [Fact]
    public Task Removed_From_What_Is_Not_Shipped() => ContractTest.VerifyAsync(
        "namespace Shop;", "", "# Nothing yet.\r\n{|TB4018:event placed v1 = Shop.Placed|}\r\nevent placed v1 [0] Id: int\r\n");

    [Fact]
    public Task Illegal_Is_Not_Gone() => ContractTest.VerifyAsync(
        """namespace Shop; [Event("pla ced")] public sealed record {|TB1003:Placed|}(int Id);""", Placed);

    [Fact]
    public Task Subject() => ContractTest.VerifyAsync(
        """namespace Shop; [Event("put")] public sealed record {|TB4019:Placed|}(int Id);""", Placed);

    [Fact]
    public Task Version() => ContractTest.VerifyAsync(
        """namespace Shop; [Event("placed", Version = 2)] public sealed record {|TB4024:Placed|}(int Id);""", Placed);

    [Fact]
    public Task Version_Beside_The_Old_One() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(int Id);
        [Event("placed", Version = 2)] public sealed record {|TB4010:PlacedAgain|}(long Id);
        """,
        Placed);

    // The old one has made room for the new one: a name is no byte.
    [Fact]
    public Task Version_That_Takes_The_Old_Ones_Name() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record {|TB4010:PlacedOfOld|}(int Id);
        [Event("placed", Version = 2)] public sealed record {|TB4010:Placed|}(long Id);
        """,
        Placed);

    [Fact]
    public Task Declared_In_Either_File() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(int Id, int? Tip);
        [Event("orders.{Region}.put", Version = 12)] public readonly record struct Put(string Region);
        """,
        Placed,
        """
        event orders.{Region}.put v12 = Shop.Put
        event orders.{Region}.put v12 [0] Region: string required
        event placed v1 [1] Tip: int?
        """);

    [Fact]
    public Task Event_That_Cannot_Travel_Has_Its_Name_Alone() => ContractTest.VerifyAsync(
        """namespace Shop; [Event("placed")] public sealed record Placed(Action {|TB4001:Then|});""", "event placed v1 = Shop.Placed");

    [Fact]
    public Task Subscriptions() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(int Id);
        public interface IEvent;
        public static class Billing
        {
            [Handler] public static void Bill(Placed placed) { }
            [Handler(Name = "my log", Group = "logs")] public static void Log(Placed placed) { }
            [Handler(Name = "moved", Group = "others")] public static void {|TB4025:Move|}(Placed placed) { }
            [Handler] public static void Any(IEvent any) { }
        }
        """,
        Placed + """
        subscription Shop.Billing.Any.IEvent on Shop.IEvent
        subscription Shop.Billing.Bill.Placed on placed v1
        subscription moved on placed v1
        subscription my log on placed v1 group logs
        """);

    [Fact]
    public Task Subscription_By_Another_Name() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(int Id);
        public static class Billing
        {
            [Handler] public static void {|TB4025:{|TB4011:Charge|}|}(Placed placed) { }
        }
        """,
        Placed + "subscription Shop.Billing.Bill.Placed on placed v1");

    [Fact]
    public Task Subscription_That_Is_Gone() => ContractTest.VerifyAsync(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed(int Id);
        """,
        Placed + "{|TB4025:subscription Shop.Billing.Bill.Placed on placed v1|}");
}
