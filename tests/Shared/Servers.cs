using Xunit;

namespace TypedBus.Tests.Shared;

/// <summary>Starts servers for tests, or skips the test where none is installed. Where CI runs the tests, that is a failure.</summary>
internal static class Servers
{
    public static Task<NatsServer> StartAsync(bool jetStream = false, Func<TemporaryFolder, string>? configuration = null)
    {
        if (NatsServer.Absence is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }

        return NatsServer.StartAsync(jetStream, configuration);
    }
}
