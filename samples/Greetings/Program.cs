using Greetings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TypedBus;

if (!Settings.TryParse(args, out var settings))
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton(settings);
builder.Services.AddHostedService<Publisher>();

// The log goes to standard error, with its scopes: there the correlation of each line is seen.
builder.Logging.AddSimpleConsole(static console => console.IncludeScopes = true);
builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);

builder.Services.AddTypedBus(EventModules.All, static bus =>
{
    // Every attempt of every delivery goes through these, in this order; the first is outermost.
    bus.UseCorrelationId();
    bus.UseTimeout(TimeSpan.FromSeconds(5));
    bus.UseThrottle(permits: 1_000, period: TimeSpan.FromSeconds(1), burst: 100);
    bus.UseRecoverer(static exception => exception is FormatException);

    // And this wraps one class of handlers alone.
    bus.Handler<Greeter>().Use(static next => context =>
    {
        Console.WriteLine($"answering [id {context.Id}]");
        return next(context);
    });

    // What still fails is tried again, three times, and is then a dead letter.
    bus.Retry(static retry =>
    {
        retry.Attempts = 4;
        retry.Delay = TimeSpan.FromMilliseconds(100);
    });
});

// Runs until Ctrl-C, SIGTERM or the last greeting. What was published by then is handled before it returns.
builder.Build().Run();
return 0;
