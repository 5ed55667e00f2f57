using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TypedBus.Tests.Support;

/// <summary>
/// A running bus with the handlers of one test class alone, a recorder as a service, and a log that can be read. It has no probe: this is for
/// tests of the engine itself, of its races, its stop and its host. Others use <see cref="Kit"/>.
/// </summary>
public sealed class BareBus : IAsyncDisposable
{
    private BareBus(EventBus bus, Recorder recorder, LogLines log)
    {
        Bus = bus;
        Recorder = recorder;
        Log = log;
    }

    public EventBus Bus { get; }

    public Recorder Recorder { get; }

    public LogLines Log { get; }

    /// <summary>Starts a bus with the handlers that are nested in a class, or in one of its nested classes.</summary>
    public static BareBus Start<TTests>(Action<EventBusBuilder>? configure = null, string handlers = "*", TimeProvider? time = null)
    {
        var recorder = new Recorder();
        var log = new LogLines();
        var bus = EventBus.Start(EventModules.All, builder =>
        {
            builder.Services.AddSingleton(recorder).AddSingleton(time ?? TimeProvider.System);
            builder.Services.AddSingleton<ILoggerFactory>(log);
            builder.Handlers.Only($"{typeof(TTests).FullName}.{handlers}");
            configure?.Invoke(builder);
        });
        return new BareBus(bus, recorder, log);
    }

    public ValueTask DisposeAsync() => Bus.DisposeAsync();
}
