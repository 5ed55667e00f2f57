namespace TypedBus.Bytes.Tests;

/// <summary>Tells whether this is the long run, with properties and mutations at full size.</summary>
internal static class TestRun
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("TYPEDBUS_LONG") == "1";
}
