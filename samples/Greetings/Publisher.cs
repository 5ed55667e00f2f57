using Microsoft.Extensions.Hosting;
using TypedBus;

namespace Greetings;

/// <summary>Publishes a greeting at every tick, the first at once, until the program is stopped or the last has been published.</summary>
public sealed class Publisher(EventBus bus, Settings settings, IHostApplicationLifetime program) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Every);
        for (var number = 1; number <= settings.Count; number++)
        {
            if (number > 1)
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }

            // Without a correlation of one's own it is the event's identifier.
            var correlation = Guid.NewGuid().ToString();
            Console.WriteLine($"sending {number} [correlation {correlation}]");
            var options = new PublishOptions { CorrelationId = correlation };

            // Not cut short by a stop: the bus runs on until this service has ended, so what was announced is also sent.
            await bus.PublishAsync(new IncomingGreeting(number, "Hello, world!"), options, CancellationToken.None);
        }

        // Over a broker the last answers are still on their way.
        await bus.WhenIdleAsync(stoppingToken);
        program.StopApplication();
    }
}
