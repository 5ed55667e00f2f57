using TypedBus.Routing;

namespace TypedBus;

/// <summary>Makes events of one version out of those of the version before.</summary>
internal abstract class Upcast
{
    /// <summary>Gets the number of the older event's type.</summary>
    public abstract int From { get; }

    /// <summary>Gets the number of the newer event's type.</summary>
    public abstract int To { get; }

    /// <summary>Gets the type of the older event.</summary>
    public abstract Type OldType { get; }

    /// <summary>Has what reads the older event read the newer one.</summary>
    public abstract EventSerializer Wrap(EventSerializer older);
}

/// <summary>Makes events of one version out of those of the version before.</summary>
internal sealed class Upcast<TOld, TEvent>(Func<TOld, TEvent> upcast) : Upcast
{
    public override int From { get; } = EventType<TOld>.Register();

    public override int To { get; } = EventType<TEvent>.Register();

    public override Type OldType => typeof(TOld);

    public override EventSerializer Wrap(EventSerializer older) =>
        new UpcastingSerializer<TOld, TEvent>((EventSerializer<TOld>)older, upcast);
}
