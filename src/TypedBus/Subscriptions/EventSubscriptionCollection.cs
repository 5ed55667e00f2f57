using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TypedBus.Routing;

namespace TypedBus;

/// <summary>The subscriptions of a bus, by name.</summary>
/// <remarks>Safe for use by several threads. Who enumerates it sees those that there were at the beginning.</remarks>
public sealed class EventSubscriptionCollection : IReadOnlyCollection<EventSubscription>
{
    // Guards itself. What it has changes under the lock of the bus besides.
    private readonly Dictionary<string, EventSubscription> _byName = [];

    internal EventSubscriptionCollection()
    {
    }

    /// <summary>Gets how many there are.</summary>
    public int Count
    {
        get
        {
            lock (_byName)
            {
                return _byName.Count;
            }
        }
    }

    /// <summary>Gets the subscription of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="KeyNotFoundException">None is called so; the message names those that there are.</exception>
    public EventSubscription this[string name] => TryGet(name, out var subscription)
        ? subscription
        : throw new KeyNotFoundException(
            $"No subscription is called '{name}'. Those that there are: {string.Join(", ", this.Take(50).Select(static known => $"'{known.Name}'"))}.");

    /// <summary>Looks for the subscription of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="subscription">The subscription, or null.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out EventSubscription? subscription)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_byName)
        {
            return _byName.TryGetValue(name, out subscription);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<EventSubscription> GetEnumerator()
    {
        lock (_byName)
        {
            return ((IEnumerable<EventSubscription>)[.. _byName.Values]).GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Looks whether a subscription may have its name. That of a handler is its own, also while it is stopped.</summary>
    internal void ThrowIfTaken(EventSubscription subscription)
    {
        if (TryGet(subscription.Name, out var other) && other != subscription)
        {
            throw new ArgumentException(
                other.IsHandler
                    ? $"'{subscription.Name}' is the name of a handler of this bus. Choose another name."
                    : $"A subscription of the name '{subscription.Name}' runs already. Choose another name, or stop that one first.");
        }
    }

    internal void Add(EventSubscription subscription)
    {
        lock (_byName)
        {
            _byName[subscription.Name] = subscription;
        }
    }

    /// <summary>Frees the name of a subscription that has stopped.</summary>
    internal void NoteEnd(Subscription ended)
    {
        lock (_byName)
        {
            if (_byName.TryGetValue(ended.Profile.Name, out var subscription) && subscription.Current == ended && !subscription.IsHandler)
            {
                _byName.Remove(subscription.Name);
            }
        }
    }
}
