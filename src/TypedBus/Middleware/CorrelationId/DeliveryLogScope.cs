using System.Collections;

namespace TypedBus;

/// <summary>What a delivery adds to the scope of log lines. It reads the context when a logger formats it, and is made once a context.</summary>
internal sealed class DeliveryLogScope(EventContext context) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("EventId", context.Id.ToString()),
        1 => new("CorrelationId", context.CorrelationId),
        2 => new("Handler", context.Handler),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"EventId:{context.Id} CorrelationId:{context.CorrelationId} Handler:{context.Handler}";
}
