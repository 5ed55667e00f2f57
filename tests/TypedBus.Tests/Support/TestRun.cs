namespace TypedBus.Tests.Support;

/// <summary>Tells whether this is the long run, with stress at full size.</summary>
public static class TestRun
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("TYPEDBUS_LONG") == "1";
}
