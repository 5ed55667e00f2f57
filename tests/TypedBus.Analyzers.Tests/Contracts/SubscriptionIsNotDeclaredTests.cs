using TypedBus.CodeFixes.Contracts;

namespace TypedBus.Analyzers.Tests.Contracts;

public sealed class SubscriptionIsNotDeclaredTests
{
    [Fact]
    public Task All_At_Once() => ContractTest.VerifyFixAsync<SubscriptionIsNotDeclaredCodeFix>(
        """
        namespace Shop;
        [Event("placed")] public sealed record Placed;
        public static class Billing
        {
            [Handler] public static void {|TB4011:Bill|}(Placed placed) { }
            [Handler(Name = "log", Group = "logs")] public static void {|TB4011:Log|}(Placed placed) { }
            [Handler(Name = "known")] public static void Know(Placed placed) { }
        }
        """,
        null,
        "event placed v1 = Shop.Placed\nsubscription known on placed v1\n",
        null,
        "event placed v1 = Shop.Placed\nsubscription Shop.Billing.Bill.Placed on placed v1\nsubscription known on placed v1\nsubscription log on placed v1 group logs\n");
}
