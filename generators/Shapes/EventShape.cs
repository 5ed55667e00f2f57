using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal event, or a base type of events that a handler takes.</summary>
/// <param name="Type">The type.</param>
/// <param name="Subject">The subject; that of a base type fits all.</param>
/// <param name="OrderKey">The order key, or null where it has none or is an event of another assembly, whose module speaks of it.</param>
/// <param name="Placeholders">
/// The members that stand in the subject, in its order; none where the event is of another assembly, whose module speaks of them.
/// </param>
/// <param name="Version">The version of what the event is as bytes, from 1.</param>
/// <param name="IsBase">Whether it is a base type.</param>
internal sealed record EventShape(
    INamedTypeSymbol Type, string Subject, OrderKeyShape? OrderKey, ImmutableArray<PlaceholderShape> Placeholders, int Version = 1, bool IsBase = false)
{
    /// <summary>Gets the transport that the attribute names, or null; null also where the event is of another assembly, whose module speaks of it.</summary>
    public string? Transport { get; init; }
}
