namespace TypedBus.Runtime;

/// <summary>
/// What one assembly has of events and handlers. The generator emits one sealed class for each assembly that has any.
/// </summary>
/// <remarks>A module holds no state and may be used by several buses and threads at once.</remarks>
public abstract class EventModule
{
    /// <summary>Gets the name of the assembly that the module describes.</summary>
    public abstract string Name { get; }

    /// <summary>Tells a registry of every event and handler of the assembly.</summary>
    /// <param name="registry">What collects the events and handlers of a bus.</param>
    public abstract void Register(ModuleRegistry registry);
}
