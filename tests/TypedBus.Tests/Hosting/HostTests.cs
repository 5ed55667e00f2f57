using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Hosting;

/// <summary>A bus lives with its host: it takes events before it starts, and outlives the services that publish.</summary>
public sealed class HostTests
{
    private const string Handlers = "TypedBus.Tests.Hosting.HostTests.*";

    [Event("tests.host")]
    public sealed record Hosted(string By);

    public sealed class Handling(Recorder recorder, EventBus bus)
    {
        [Handler]
        public void Handle(Hosted hosted) => recorder.Add($"{hosted.By} {bus.Running.IsCompletedSuccessfully}");
    }

    /// <summary>Publishes when it starts, and once more when it is told to stop.</summary>
    private sealed class Publisher(EventBus bus) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) =>
            await bus.PublishAsync(new Hosted("starting service"), cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken) =>
            await bus.PublishAsync(new Hosted("stopping service"), cancellationToken);
    }

    private static IHost Build(Recorder recorder, LogLines log, Action<HostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ILoggerFactory>(log).AddSingleton(recorder);
        builder.Services.AddHostedService<Publisher>();
        builder.Services.AddTypedBus(EventModules.All, static bus => bus.Handlers.Only(Handlers));
        configure?.Invoke(builder);
        return builder.Build();
    }

    [Fact]
    public async Task Events_are_accepted_before_the_host_starts_and_handled_when_it_has()
    {
        var recorder = new Recorder();
        using var host = Build(recorder, new LogLines());
        var bus = host.Services.GetRequiredService<EventBus>();
        await bus.PublishAsync(new Hosted("early"));
        Assert.False(bus.Running.IsCompleted);
        Assert.Empty(recorder.Entries);
        await host.StartAsync();
        await bus.Running;
        Assert.Equal("early", (await recorder.Reaches(2))[0].Split(' ')[0]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Services_publish_while_they_stop_and_are_refused_afterwards()
    {
        var recorder = new Recorder();
        using var host = Build(recorder, new LogLines());
        await host.StartAsync();
        await host.StopAsync();
        Assert.Equal(["starting service True", "stopping service True"], recorder.Entries);
        await Assert.ThrowsAsync<PublishRefusedException>(
            async () => await host.Services.GetRequiredService<EventBus>().PublishAsync(new Hosted("late")));
    }

    [Fact]
    public async Task One_table_at_start_tells_what_listens_where()
    {
        var log = new LogLines();
        using var host = Build(new Recorder(), log);
        await host.StartAsync();
        await host.StopAsync();
        var table = Assert.Single(log.Lines, static line => line.Text.StartsWith("The bus runs", StringComparison.Ordinal)).Text;
        Assert.Contains("tests.host", table, StringComparison.Ordinal);
        Assert.Contains("Handling.Handle.HostTests.Hosted (group its own, concurrency 1, capacity 256, attempts 5)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispatch_before_the_start_reaches_the_handlers()
    {
        var recorder = new Recorder();
        using var host = Build(recorder, new LogLines());
        await host.Services.GetRequiredService<EventBus>().DispatchAsync(new Hosted("dispatched"));
        Assert.Equal(["dispatched False"], recorder.Entries);
    }

    [Fact]
    public void A_second_bus_in_the_same_services_is_an_error()
    {
        var services = new ServiceCollection();
        services.AddTypedBus(EventModules.All);
        var failure = Assert.Throws<InvalidOperationException>(() => services.AddTypedBus(EventModules.All));
        Assert.Contains("Add it once", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_of_the_users_own_goes_before_the_generated_one()
    {
        var recorder = new Recorder();
        var mine = new Recorder();
        using var host = Build(recorder, new LogLines(), builder =>
            builder.Services.AddSingleton(services => new Handling(mine, services.GetRequiredService<EventBus>())));
        await host.StartAsync();
        await host.StopAsync();
        Assert.Empty(recorder.Entries);
        Assert.Equal(2, mine.Entries.Count);
    }

    [Fact]
    public async Task A_host_that_is_disposed_of_without_a_start_drops_loudly()
    {
        var log = new LogLines();
        var host = Build(new Recorder(), log);
        await host.Services.GetRequiredService<EventBus>().PublishAsync(new Hosted("never handled"));
        await ((IAsyncDisposable)host).DisposeAsync();
        Assert.Contains("1 deliveries", Assert.Single(log.At(LogLevel.Error)).Text, StringComparison.Ordinal);
    }
}
