namespace TypedBus.Generators;

/// <summary>
/// The names of the pipeline's steps, for tests that prove the steps incremental. The first six read what the compiler gives;
/// those behind them must be cached after an edit that means nothing to us.
/// </summary>
public static class TrackingNames
{
    public const string Events = nameof(Events);
    public const string Handlers = nameof(Handlers);
    public const string InheritedHandlers = nameof(InheritedHandlers);
    public const string Upcasts = nameof(Upcasts);
    public const string Assembly = nameof(Assembly);
    public const string ReferencedModules = nameof(ReferencedModules);

    public const string AllEvents = nameof(AllEvents);
    public const string AllHandlers = nameof(AllHandlers);
    public const string AllInheritedHandlers = nameof(AllInheritedHandlers);
    public const string HandlersOfBothKinds = nameof(HandlersOfBothKinds);
    public const string AllUpcasts = nameof(AllUpcasts);
    public const string DeclarationsWithUpcasts = nameof(DeclarationsWithUpcasts);
    public const string Declarations = nameof(Declarations);
    public const string DeclarationsOfAssembly = nameof(DeclarationsOfAssembly);
    public const string Module = nameof(Module);
    public const string ModuleOutline = nameof(ModuleOutline);
    public const string EventHandlers = nameof(EventHandlers);
    public const string Serializers = nameof(Serializers);
    public const string AllReferencedModules = nameof(AllReferencedModules);
    public const string AllModules = nameof(AllModules);
    public const string AllModulesOfAssembly = nameof(AllModulesOfAssembly);
    public const string EventModules = nameof(EventModules);
}
