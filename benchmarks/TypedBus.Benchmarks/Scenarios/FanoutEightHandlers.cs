using System.Runtime.CompilerServices;

namespace TypedBus.Benchmarks.Scenarios;

[Event("benchmarks.fanned")]
internal readonly record struct Fanned(long Number, long Amount);

internal interface IFannedHandler
{
    void Handle(Fanned raised);
}

internal abstract class FannedHandler : Arrivals, IFannedHandler
{
    public abstract void Handle(Fanned raised);
}

internal sealed class FirstFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class SecondFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class ThirdFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class FourthFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class FifthFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class SixthFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class SeventhFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}

internal sealed class EighthFanned : FannedHandler
{
    [Handler(Capacity = FanoutEight.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Handle(Fanned raised) => Arrive(raised.Amount);
}
