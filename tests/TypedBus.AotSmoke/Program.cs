using System.Globalization;
using System.Runtime;
using TypedBus;
using TypedBus.AotSmoke;

// TypedBus.AotSmoke [EVENTS]: measures how many bytes the bus allocates for each event, prints a table, and fails where it is too many.
const double Limit = 0.1;
const double KnownBytes = 24;
var events = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
var passed = true;

Console.WriteLine($"{events} events each, {(JitInfo.GetCompiledMethodCount() > 0 ? "compiled at run time" : "compiled ahead of time")}");
Console.WriteLine("shape                 middleware  B/event  limit");
var known = await Meter.MeasureAsync(events, Meter.AllocateAsync);
Print("known-24-bytes", "-", known, KnownBytes, Math.Abs(known - KnownBytes) <= Limit);

foreach (var shape in Dispatches.All.Concat(Bursts.All))
{
    await MeasureAsync(shape, "without", static _ => { });
    await MeasureAsync(shape, "with", Chain.Use);
}

foreach (var shape in Serializers.All)
{
    await using (var bus = EventBus.Start(EventModules.All))
    {
        await Meter.SettleAsync(events / 100, count => shape.RunAsync(bus, count));
    }

    await MeasureAsync(shape, "without", static _ => { });
}

foreach (var shape in Bursts.All)
{
    using var listener = new CountingListener();
    await MeasureAsync(shape, "counted", static _ => { });
    passed &= listener.HasCounted(events, events / shape.MaxBatch);
}

return passed ? 0 : 1;

async Task MeasureAsync(Shape shape, string middleware, Action<EventBusBuilder> configure)
{
    await using var bus = EventBus.Start(EventModules.All, setup =>
    {
        setup.Options.Capacity = shape.Capacity;
        configure(setup);
    });
    await Buffers.FillAsync(bus, shape.Capacity, default(QueuedEvent));
    await Buffers.FillAsync(bus, shape.Capacity, default(AnswerEvent));
    await Buffers.FillAsync(bus, shape.Capacity, default(BatchedEvent));
    await Buffers.FillAsync(bus, shape.Capacity, new FilteredEvent("eu", Speed.Fast, 1));
    await Buffers.FillAsync(bus, shape.Capacity, new RoutedEvent("eu"));
    var bytes = await Meter.MeasureAsync(events, count => shape.RunAsync(bus, count));
    Print(shape.Name, middleware, bytes, Limit, bytes <= Limit);
}

void Print(string shape, string middleware, double bytes, double limit, bool isWithin)
{
    passed &= isWithin;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{shape,-22}{middleware,-10}{bytes,9:0.000}{limit,7:0.0}{(isWithin ? null : "  TOO MUCH")}"));
}
