using System.Text;
using TypedBus.Conformance;
using TypedBus.Transports.Tests.Loop;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>The suite finds what is wrong: each of its tests is failed by a bus with a fault.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, LoopFault> _faults = new()
    {
        ["PublishSubscribe"] = LoopFault.LosesOne,
        ["ConcurrentSubscribe"] = LoopFault.SplitsGroups,
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
        ["SubscribeCtx"] = LoopFault.ForgetsRetries,
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
        var table = new StringBuilder("| test | failed by a bus that | since |\n| --- | --- | --- |\n").AppendJoin('\n', rows).ToString();
        output.WriteLine(table);
        Assert.Equal(Enum.GetValues<LoopFault>().Except(_faults.Values), [LoopFault.None]);
    }

    private static async Task<string> TryAsync(ConformanceTest test, LoopFault fault)
    {
        var carrier = new HastyCarrier(fault);
        var failure = await Assert.ThrowsAsync<ConformanceException>(() => test.RunAsync(carrier));
        Assert.True(carrier.Hits > 0, $"{test} failed, but not by {fault}: {failure.Message}");
        return $"| {test} | {fault} | {failure.Message.Split('\n')[0]} |";
    }

    // What never comes is not waited for as long as elsewhere.
    private sealed class HastyCarrier(LoopFault fault) : LoopCarrier(fault)
    {
        public override TimeSpan Patience => TimeSpan.FromSeconds(3);
    }
}
