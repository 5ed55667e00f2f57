using TypedBus;

namespace Quakes;

/// <summary>Turns events into other events: what a handler returns is published, and null publishes nothing.</summary>
public static class Alerts
{
    private const double StrongMagnitude = 4.5;

    [Handler]
    public static StrongQuake? RaiseStrongQuake(QuakeReported quake) =>
        quake.Magnitude >= StrongMagnitude ? new StrongQuake(quake) : null;

    [Handler]
    public static TsunamiWatch? RaiseTsunamiWatch(StrongQuake strong) =>
        strong.Quake.TsunamiFlag == 1 ? new TsunamiWatch(strong.Quake.Id, strong.Quake.Place) : null;
}
