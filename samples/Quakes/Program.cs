using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quakes;
using TypedBus;

// Quakes [FILE | -]: reads a week of earthquakes, or those of a file or of standard input, and prints what the handlers made of them.
// The exit code is 0, or 1 where lines were malformed, or 2 where nothing could be read.
// Quakes --topology mermaid | asyncapi | table: prints who takes which event, and reads nothing.
if (args is ["--topology", var format])
{
    return await TopologyPrinter.PrintAsync(format);
}

TextReader input;
try
{
    input = Input.Open(args);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

using (input)
{
    var feed = new QuakeFeed(input, Console.Error);

    // The bus would make the class of handlers itself. It takes this instance instead, so that the results can be read from it.
    var statistics = new Statistics();
    // A program without a host says itself where its configuration comes from: TypedBus__Transport=nats has the events go over a broker.
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    await using (var bus = await EventBus.StartAsync(
        EventModules.All, setup => setup.Services.AddSingleton(statistics).AddSingleton<IConfiguration>(configuration)))
    {
        await foreach (var quake in feed.ReadAsync())
        {
            // Waits while a queue is full, so a file of any size needs little memory.
            await bus.PublishAsync(quake);
        }

        // What was published, and all that followed from it, has been handled: also where it went over a broker and came back.
        await bus.WhenIdleAsync();
    }

    Report.Print(statistics, Console.Out);
    return feed.Malformed == 0 ? 0 : 1;
}
