using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedBus.Testing;

namespace TypedBus.Tests.Support;

/// <summary>Starts buses of the test kit, for tests that look at what came of what was published.</summary>
internal static class Kit
{
    /// <summary>Starts a bus with the handlers that are nested in a class, or in one of its nested classes, a recorder as a service, and a log.</summary>
    public static TestBus Start<TTests>(Action<EventBusBuilder>? configure = null, string handlers = "*") =>
        TestBus.Start(EventModules.All, bus =>
        {
            bus.Services.AddSingleton<Recorder>().AddSingleton<ILoggerFactory, LogLines>();
            bus.Handlers.Only($"{typeof(TTests).FullName}.{handlers}");
            configure?.Invoke(bus);
        });

    public static LogLines Log(this TestBus bus) => (LogLines)bus.Services.GetRequiredService<ILoggerFactory>();

    public static Recorder Recorder(this TestBus bus) => bus.Services.GetRequiredService<Recorder>();
}
