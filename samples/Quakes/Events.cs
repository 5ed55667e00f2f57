using System.Text.Json.Serialization;
using TypedBus;

namespace Quakes;

/// <summary>A seismic event, as one row of the feed reports it.</summary>
[Event("quakes.reported")]
public sealed record QuakeReported(
    string Id,
    [property: JsonPropertyName("mag")] double Magnitude,
    string Place,
    [property: JsonPropertyName("net")] string Network,
    [property: JsonPropertyName("tsunami")] int TsunamiFlag,
    [property: JsonPropertyName("felt")] int? FeltReports);

/// <summary>A quake is strong enough for the news.</summary>
[Event("quakes.strong")]
public sealed record StrongQuake(QuakeReported Quake);

/// <summary>A strong quake may raise a tsunami.</summary>
[Event("tsunami.watch")]
public sealed record TsunamiWatch(string QuakeId, string Place);
