using System.Text.RegularExpressions;
using TypedBus.Conformance;
using TypedBus.Transports.Tests.Loop;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>The suite finds what is wrong: each of its tests is failed by a bus with a fault.</summary>
public sealed partial class FaultTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, LoopFault> _faults = new()
    {
        ["PublishSubscribe"] = LoopFault.LosesOne,
        ["ConcurrentSubscribe"] = LoopFault.LosesOne,
        ["ConcurrentSubscribeMultipleTopics"] = LoopFault.LeaksAcrossSubjects,
        ["PublisherClose"] = LoopFault.DoublesOne,
        ["Topic"] = LoopFault.LeaksAcrossSubjects,
        ["EverySubscriptionGetsAll"] = LoopFault.MergesGroups,
        ["NoAck"] = LoopFault.HandlesSeveralAtOnce,
        ["PublishSubscribeInOrder"] = LoopFault.SwapsTwo,
        ["FailedIsTriedAgainInItsPlace"] = LoopFault.IgnoresFailures,
        ["ResendOnError"] = LoopFault.IgnoresFailures,
        ["ResendOnErrorWithoutOrder"] = LoopFault.ForgetsRetries,
        ["ContinueAfterErrors"] = LoopFault.ForgetsRetries,
        ["AttemptsAreCounted"] = LoopFault.CountsNoAttempts,
        ["GivenUpIsADeadLetter"] = LoopFault.ForgetsWhatWasGivenUp,
        ["ConsumerGroups"] = LoopFault.MergesGroups,
        ["MembersShareDeliveries"] = LoopFault.FeedsOneMember,
        ["MemberThatLeavesHandsOver"] = LoopFault.ForgetsRetries,
        ["OneNameIsOneGroup"] = LoopFault.SplitsGroups,
        ["PublishAfterClose"] = LoopFault.NeverStops,
        ["SubscribeAfterClose"] = LoopFault.NeverStops,
        ["CloseTwiceAtOnce"] = LoopFault.NeverEnds,
        ["CloseWithStuckHandler"] = LoopFault.NeverEnds,
        ["CloseHandlesWhatItHas"] = LoopFault.KeepsNothing,
        ["PublishUntilClose"] = LoopFault.LosesOne,
        ["ContinueAfterSubscribeClose"] = LoopFault.ForgetsRetries,
        ["ConcurrentClose"] = LoopFault.KeepsNothing,
        ["SubscribeCtx"] = LoopFault.KeepsNothing,
        ["NewSubscriberReceivesOldMessages"] = LoopFault.HasNoMemory,
        ["PublishIsCanceledBefore"] = LoopFault.LosesOne,
        ["PublishIsCanceledWhileItWaits"] = LoopFault.LosesOne,
        ["PublishAllocatesLittle"] = LoopFault.IsWasteful,
        ["PayloadsOfAllKinds"] = LoopFault.CutsBytes,
        ["HeadersOfAllKinds"] = LoopFault.MixesHeaders,
        ["HeadersInjectNothing"] = LoopFault.SplitsHeaders,
        ["MalformedIsPutAside"] = LoopFault.ForgetsWhatWasGivenUp,
        ["OtherEventsOfASubjectAreLeftAlone"] = LoopFault.MixesHeaders,
        ["MessageCtx"] = LoopFault.NeverStops,
        ["ConsequencesNameTheirCause"] = LoopFault.MixesHeaders,
        ["SlowSubscriptionHoldsUpNobody"] = LoopFault.HoldsUpAll,
        ["WhatWaitsIsBounded"] = LoopFault.KnowsNoBounds,
        ["SlowHandlerIsWaitedFor"] = LoopFault.IsImpatient,
        ["Reconnect"] = LoopFault.LosesOnRestart,
    };

    [Fact]
    public async Task Each_test_is_failed_by_a_bus_with_a_fault()
    {
        Assert.Equal(ConformanceSuite.Tests.Select(static test => test.Name).Order(), _faults.Keys.Order());
        var rows = await Task.WhenAll(ConformanceSuite.Tests.Select(static test => Task.Run(() => TryAsync(test, _faults[test.Name]))));
        output.WriteLine("| test | failed by a bus that | since |\n| --- | --- | --- |\n" + string.Join('\n', rows.Select(static row => row.Told)));
        Assert.Empty(rows.Where(static row => !row.IsFound).Select(static row => row.Told));
        GuideTable.Expect(
            "The faulty buses",
            "| test | is failed by a bus that |\n| --- | --- |\n"
            + string.Join('\n', ConformanceSuite.Tests.Select(static test => $"| {test} | {InWords(_faults[test.Name])} |")));
        Assert.Equal([LoopFault.None], Enum.GetValues<LoopFault>().Except(_faults.Values));
    }

    // Found is a fault where the test has failed and the fault has struck.
    private static async Task<(bool IsFound, string Told)> TryAsync(ConformanceTest test, LoopFault fault)
    {
        var carrier = new HastyCarrier(fault);
        try
        {
            await test.RunAsync(carrier);
            return (false, $"| {test} | {fault} ({carrier.Hits} times) | and passed |");
        }
        catch (ConformanceException failure)
        {
            var said = failure.InnerException is ConformanceException inner ? inner.Message : failure.Message;
            return (carrier.Hits > 0, $"| {test} | {fault} ({carrier.Hits} times) | {said.Split('\n')[0]} |");
        }
    }

    private static string InWords(LoopFault fault) => Capital().Replace($"{fault}", static match => $" {match.Value.ToLowerInvariant()}").TrimStart();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    // What never comes is not waited for as long as elsewhere.
    private sealed class HastyCarrier(LoopFault fault) : LoopCarrier(fault)
    {
        public override TimeSpan Patience => TimeSpan.FromSeconds(3);
    }
}
