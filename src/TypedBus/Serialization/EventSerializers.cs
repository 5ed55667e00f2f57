using System.Text.Json.Serialization;
using TypedBus.Routing;

namespace TypedBus;

/// <summary>What writes and reads the events of a bus, found by the event's type or by what its bytes are called.</summary>
/// <remarks>Complete when the bus is composed, and safe for use by several threads.</remarks>
public sealed class EventSerializers
{
    // At the place of the type's number, as routes are.
    private readonly EventForm?[] _forms;
    private readonly Dictionary<string, EventSerializer?> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventSerializer?>.AlternateLookup<ReadOnlySpan<char>> _byText;

    internal EventSerializers(
        IReadOnlyCollection<EventPlan> events, IReadOnlyDictionary<int, Upcast> upcasts, IReadOnlyList<JsonSerializerContext> contexts)
    {
        _forms = new EventForm?[events.Count == 0 ? 0 : events.Max(static plan => plan.Index) + 1];
        foreach (var plan in events)
        {
            var form = _forms[plan.Index] = plan.CreateForm(contexts);
            if (form.Serializer is not null && !_byType.TryAdd(form.Type, FindNewest(form.Serializer, plan.Index, upcasts)))
            {
                // Two events of one name: to take either for the other would be worse than to take neither.
                _byType[form.Type] = null;
            }
        }

        _byText = _byType.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Finds what writes and reads an event, or null where there is nothing, or the bus does not know the event.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <returns>The serializer, or null.</returns>
    public EventSerializer<TEvent>? Find<TEvent>() => FindForm<TEvent>()?.Serializer as EventSerializer<TEvent>;

    /// <summary>
    /// Finds what reads bytes that are called so. Those of an old version are read as the newest event that upcasters make of it: of that type
    /// is the serializer, and it writes nothing.
    /// </summary>
    /// <param name="type">What the bytes are called, such as <c>orders.placed.v1</c>.</param>
    /// <returns>The serializer, or null where no event, or more than one, has that name.</returns>
    public EventSerializer? Find(ReadOnlySpan<char> type) => _byText.TryGetValue(type, out var serializer) ? serializer : null;

    /// <summary>Tells what the bytes of an event are called: its subject as it is declared, and its version, as <c>orders.placed.v1</c>.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <returns>The name, or null where the bus does not know the event.</returns>
    public string? TypeOf<TEvent>() => FindForm<TEvent>()?.Type;

    // Upcasters lead from version to version, one step each: the way ends.
    private static EventSerializer FindNewest(EventSerializer serializer, int index, IReadOnlyDictionary<int, Upcast> upcasts)
    {
        while (upcasts.TryGetValue(index, out var upcast))
        {
            (serializer, index) = (upcast.Wrap(serializer), upcast.To);
        }

        return serializer;
    }

    private EventForm? FindForm<TEvent>()
    {
        var index = EventType<TEvent>.Index;
        return (uint)index < (uint)_forms.Length ? _forms[index] : null;
    }
}

/// <summary>How an event travels as bytes.</summary>
/// <param name="Type">What the bytes are called. The version always stands there, so that no subject can be taken for another one's version.</param>
/// <param name="Serializer">What writes and reads it, or null.</param>
internal sealed record EventForm(string Type, EventSerializer? Serializer);
