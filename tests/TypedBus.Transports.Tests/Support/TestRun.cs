namespace TypedBus.Transports.Tests.Support;

/// <summary>Tells whether this is the long run, with everything at full size.</summary>
internal static class TestRun
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("TYPEDBUS_LONG") == "1";
}
