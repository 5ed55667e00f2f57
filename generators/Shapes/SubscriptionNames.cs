using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Names of subscriptions.</summary>
internal static class SubscriptionNames
{
    /// <summary>Gets the name that a handler has been given, or the default: type, method and event.</summary>
    public static string Of(HandlerShape handler) => handler.Options.Name
        ?? $"{handler.Class.FullName()}.{handler.Method.Name}.{RelativeName(handler.Event.Type, handler.Class)}";

    // The full name of the event as seen from the class: without the namespace where both stand in the same one.
    private static string RelativeName(INamedTypeSymbol @event, INamedTypeSymbol handlers)
    {
        var name = @event.FullName();
        var space = @event.ContainingNamespace;
        return !space.IsGlobalNamespace && space.FullName() == handlers.ContainingNamespace.FullName()
            ? name.Substring(space.FullName().Length + 1)
            : name;
    }
}
