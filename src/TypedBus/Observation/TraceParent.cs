using System.Diagnostics;

namespace TypedBus.Observation;

/// <summary>The span that published an event. It travels among the event's options, and is made only where somebody traces.</summary>
internal sealed record TraceParent(ActivityContext Context);
