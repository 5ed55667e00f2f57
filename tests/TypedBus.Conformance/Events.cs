using System.Text.Json.Serialization;

namespace TypedBus.Conformance;

/// <summary>An event of a test.</summary>
public interface IConformanceEvent
{
    /// <summary>Gets the token of the test that the event belongs to.</summary>
    string Run { get; }

    /// <summary>Gets the number by which the test knows the event.</summary>
    int Number { get; }

    /// <summary>Gets which subjects the events of a test have.</summary>
    /// <param name="run">The token of the test.</param>
    /// <returns>The filter.</returns>
    static abstract string FilterOf(string run);
}

/// <summary>The event of most tests. Those of one kind keep their order.</summary>
/// <param name="Run">The token of the test.</param>
/// <param name="Topic">A part of the subject.</param>
/// <param name="Number">The number of the event.</param>
/// <param name="Kind">The order key.</param>
/// <param name="Text">Any text.</param>
/// <param name="Data">Any bytes.</param>
[Event("conformance.{Run}.numbered.{Topic}", External = true)]
public sealed record Numbered(string Run, string Topic, int Number, [property: OrderKey] int Kind, string Text, ReadOnlyMemory<byte> Data)
    : IConformanceEvent
{
    /// <inheritdoc/>
    public static string FilterOf(string run) => $"conformance.{run}.numbered.*";
}

/// <summary>An event without a key: workers share it as they are free.</summary>
/// <param name="Run">The token of the test.</param>
/// <param name="Number">The number of the event.</param>
[Event("conformance.{Run}.plain", External = true)]
public sealed record Plain(string Run, int Number) : IConformanceEvent
{
    /// <inheritdoc/>
    public static string FilterOf(string run) => $"conformance.{run}.plain";
}

/// <summary>The same subject as <see cref="Plain"/>, and another event.</summary>
/// <param name="Run">The token of the test.</param>
/// <param name="Number">The number of the event.</param>
[Event("conformance.{Run}.plain", Version = 2, External = true)]
public sealed record Plainer(string Run, string Number);

/// <summary>Has events travel as JSON, for publishers whom nobody understands.</summary>
[JsonSerializable(typeof(Plain))]
public sealed partial class ConformanceJson : JsonSerializerContext;
