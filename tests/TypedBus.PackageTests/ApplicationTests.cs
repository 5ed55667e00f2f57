namespace TypedBus.PackageTests;

/// <summary>What a user does first: add the package, write records and methods, build, run.</summary>
public sealed class ApplicationTests(PackedLibrary library)
{
    [Fact]
    public async Task BuildsWithoutAWarningAndRuns()
    {
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync();
        Assert.True(build.ExitCode == 0, build.Everything);
        Assert.Contains(build.Lines, static line => line.Trim() == "0 Warning(s)");

        var run = await application.RunAsync();
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("stopped", run.Lines[^1]);
        Assert.Equal(["billed 1 from orders.billed", "placed 1", "placed 2", "read 3 of 8 bytes, orders.placed.v1"], run.Lines.SkipLast(1).Order(StringComparer.Ordinal));
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task IsTestedWithTheTestKitsPackage()
    {
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync("Shop.Tests");
        Assert.True(build.ExitCode == 0, build.Everything);

        var run = await application.RunAsync("Shop.Tests");
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(
            [
                "OrderPlaced { Number = 1, Total = 12.50 }",
                "  -> Shop.Handlers.Billing.Bill.Shop.Events.OrderPlaced: handled",
                "    OrderBilled { Number = 1, Total = 12.50 }",
                "      -> Shop.Handlers.Billing.Note.Shop.Events.OrderBilled: failed: InjectedFaultException: "
                    + "The test had handler 'Shop.Handlers.Billing.Note.Shop.Events.OrderBilled' fail at attempt 1.",
                "      -> Shop.Handlers.Billing.Note.Shop.Events.OrderBilled: failed at attempt 2: InjectedFaultException: "
                    + "The test had handler 'Shop.Handlers.Billing.Note.Shop.Events.OrderBilled' fail at attempt 2.",
                "      -> Shop.Handlers.Billing.Note.Shop.Events.OrderBilled: handled at attempt 3",
                "OrderPlaced { Number = 2, Total = 0 }",
                "  -> Shop.Handlers.Billing.Bill.Shop.Events.OrderPlaced: handled",
            ],
            run.Lines);
    }

    [Fact]
    public async Task RunsOverNatsWithThePackageOfThat()
    {
        await using var server = await Servers.StartAsync();
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync("Shop.Nats");
        Assert.True(build.ExitCode == 0, build.Everything);

        var run = await application.RunAsync("Shop.Nats", server.Url);
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("Up", run.Lines[^1]);
        Assert.Equal(["billed 1 from orders.billed", "placed 1", "placed 2"], run.Lines.SkipLast(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TopologyOfAllItsAssembliesIsWrittenWhenItIsBuilt()
    {
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync(properties: "-p:TypedBusTopology=docs/topology.txt");

        Assert.True(build.ExitCode == 0, build.Everything);
        Assert.Equal(
            """
            SUBJECT        EVENT                    HANDLER                                             GROUP  FILTER  PUBLISHES
            orders.billed  Shop.Events.OrderBilled  Shop.Handlers.Billing.Note.Shop.Events.OrderBilled  -      -       -
            orders.placed  Shop.Events.OrderPlaced  Shop.Handlers.Billing.Bill.Shop.Events.OrderPlaced  -      -       Shop.Events.OrderBilled

            """,
            application.Read("Shop/docs/topology.txt"));

        var written = application.TimeOf("Shop/docs/topology.txt");
        build = await application.BuildAsync(properties: "-p:TypedBusTopology=docs/topology.txt");
        Assert.True(build.ExitCode == 0, build.Everything);
        Assert.Equal(written, application.TimeOf("Shop/docs/topology.txt"));
    }

    [Fact]
    public async Task TopologyOfAnUnknownFormatIsAnError()
    {
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync(properties: "-p:TypedBusTopology=topology.png");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(build.Lines, static line => line.Contains("whose extension names no format. Make it .mmd, .md, .json or .txt.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TokenThatIsNotPassedOnIsAWarningOfTheSdk()
    {
        using var application = new FreshApplication(library);
        application.Write("Shop.Handlers/Idle.cs", """
            using System.Threading;
            using System.Threading.Tasks;
            using Shop.Events;
            using TypedBus;

            namespace Shop.Handlers;

            internal sealed class Idle
            {
                [Handler]
                public static Task Wait(OrderPlaced placed, CancellationToken cancellationToken) => Task.Delay(1);
            }
            """);

        var build = await application.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(build.Lines, static line => line.Contains("error CA2016", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ContractsAreComparedInEachProjectThatHasThem()
    {
        using var application = new FreshApplication(library);
        application.Write("Shop.Events/TypedBus.Contracts.Shipped.txt", """
            event orders.billed v1 = Shop.Events.OrderBilled
            event orders.billed v1 [0] Number: int
            event orders.billed v1 [1] Total: decimal
            event orders.placed v1 = Shop.Events.OrderPlaced
            event orders.placed v1 [0] Number: int
            event orders.placed v1 [1] Total: decimal
            """);

        var build = await application.BuildAsync();
        Assert.True(build.ExitCode == 0, build.Everything);

        application.Write("Shop.Events/TypedBus.Contracts.Unshipped.txt", """
            event orders.placed v1 [2] Note: string?
            """);
        build = await application.BuildAsync();
        Assert.NotEqual(0, build.ExitCode);
        var errors = build.Lines.Where(static line => line.Contains(": error ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(errors);
        Assert.All(errors, static error => Assert.Matches(
            @"Events\.cs\(\d+,\d+\): error TB4012: 'Note', key 2, .*mend line 1 of TypedBus\.Contracts\.Unshipped\.txt", error));
    }

    [Fact]
    public async Task WrongHandlerIsDiagnosedByTheAnalyzerAlone()
    {
        using var application = new FreshApplication(library);
        application.Write("Shop.Handlers/Wrong.cs", """
            using TypedBus;

            namespace Shop.Handlers;

            internal sealed class Wrong
            {
                [Handler]
                public void OnNoEvent(string text)
                {
                }
            }
            """);

        var build = await application.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        var errors = build.Lines.Where(static line => line.Contains(": error ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(errors);
        Assert.All(errors, static error => Assert.Matches(@"Wrong\.cs\(8,\d+\): error TB2001: .*OnNoEvent", error));
    }
}
