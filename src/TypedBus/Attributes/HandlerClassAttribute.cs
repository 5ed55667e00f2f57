namespace TypedBus;

/// <summary>Sets the lifetime of a class of handlers. Without it, the lifetime is <see cref="HandlerLifetime.Singleton"/>.</summary>
/// <remarks>On a static class it sets the lifetime of the services that its handlers take as parameters.</remarks>
/// <param name="lifetime">How long one instance of the class serves.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class HandlerClassAttribute(HandlerLifetime lifetime) : Attribute
{
    /// <summary>Gets how long one instance of the class serves.</summary>
    public HandlerLifetime Lifetime { get; } = lifetime;
}
