namespace TypedBus.Generators;

/// <summary>Names that parsers and emitters must agree on.</summary>
internal static class GeneratedCode
{
    public const string Namespace = "TypedBus.Generated";
    public const string Tool = "TypedBus.Generators";

    public static string Version { get; } = typeof(GeneratedCode).Assembly.GetName().Version.ToString(fieldCount: 3);
}
