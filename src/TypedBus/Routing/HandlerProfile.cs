using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <summary>A handler as one bus runs it: what is known at compile time, with what code and configuration made of it.</summary>
internal sealed class HandlerProfile(HandlerDefinition definition, int concurrency, int capacity, FullMode fullMode, RetryPolicy retry)
{
    public HandlerDefinition Definition { get; } = definition;

    public string Name => Definition.Name;

    /// <summary>Gets how many deliveries are handled at a time.</summary>
    public int Concurrency { get; } = concurrency;

    /// <summary>Gets how many deliveries may wait.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Gets what becomes of a delivery that finds the queue full.</summary>
    public FullMode FullMode { get; } = fullMode;

    /// <summary>Gets how many deliveries a batch has at most, or 0 where the handler takes none.</summary>
    public int MaxBatch { get; init; }

    /// <summary>Gets how long a batch waits for more.</summary>
    public TimeSpan Linger { get; init; }

    public RetryPolicy Retry { get; } = retry;

    /// <summary>Gets the name as a number, for derived identifiers.</summary>
    public ulong Hash { get; } = EventId.HashOf(definition.Name);

    /// <summary>Gets which subjects the handler takes, or null for all.</summary>
    public SubjectFilter? Filter { get; init; }

    /// <summary>Gets or sets what gives the subject of the event that the handler takes, or null where it takes a base type.</summary>
    public EventSubject? Subject { get; set; }

    /// <summary>Gets or sets the handler that published what this one handled last: the way back along a cycle, for the error message.</summary>
    public HandlerProfile? CausedBy { get; set; }
}
