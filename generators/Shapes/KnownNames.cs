namespace TypedBus.Shapes;

/// <summary>The names by which the library's types are known to the generator and to the analyzers.</summary>
internal static class KnownNames
{
    public const string Library = "TypedBus";
    public const string Runtime = "TypedBus.Runtime";
    public const string WireLibrary = "TypedBus.MessagePack";
    public const string MessagePack = "MessagePack";
    public const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";
    public const string Tasks = "System.Threading.Tasks";
    public const string Collections = "System.Collections.Generic";

    public const string EventAttribute = "EventAttribute";
    public const string OrderKeyAttribute = "OrderKeyAttribute";
    public const string HandlerAttribute = "HandlerAttribute";
    public const string UpcastAttribute = "UpcastAttribute";
    public const string HandlerClassAttribute = "HandlerClassAttribute";
    public const string EventModuleAttribute = "EventModuleAttribute";

    public const string FullEventAttribute = Library + "." + EventAttribute;
    public const string FullHandlerAttribute = Library + "." + HandlerAttribute;
    public const string FullUpcastAttribute = Library + "." + UpcastAttribute;
    public const string FullEventModuleAttribute = Runtime + "." + EventModuleAttribute;
}
