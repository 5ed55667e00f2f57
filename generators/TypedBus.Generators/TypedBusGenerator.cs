using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.Generators.Emit;
using TypedBus.Generators.Model;
using TypedBus.Generators.Parsing;
using TypedBus.Shapes;

namespace TypedBus.Generators;

/// <summary>Emits the dispatch of events to handlers. It reports nothing: the analyzers speak of what it leaves out.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TypedBusGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The generated EventModules is for its own assembly alone, even where another one sees the internals of it.
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        // The steps that read declarations are asked of each anew after each edit, whatever was edited: they remember. One memory a driver.
        var versions = new DeclarationVersions();
        var parsedEvents = new ParsedDeclarations<DeclaredEventModel?>(versions);
        var parsedHandlers = new ParsedDeclarations<HandlerModel?>(versions);
        var parsedUpcasts = new ParsedDeclarations<UpcastModel?>(versions);
        var parsedClasses = new ParsedDeclarations<EquatableArray<HandlerModel>>(versions);

        // The types marked [Event]. Null stands for an illegal one.
        IncrementalValuesProvider<DeclaredEventModel?> events = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.FullEventAttribute, static (_, _) => true, (input, token) => parsedEvents.Get(
                input.TargetNode, input.SemanticModel.Compilation, () => EventParser.Parse(input, token)))
            .WithTrackingName(TrackingNames.Events);

        // The methods marked [Handler]. Null stands for an illegal one.
        IncrementalValuesProvider<HandlerModel?> handlers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.FullHandlerAttribute, static (_, _) => true, (input, token) => parsedHandlers.Get(
                input.TargetNode, input.SemanticModel.Compilation, () => HandlerParser.Parse(input, token)))
            .WithTrackingName(TrackingNames.Handlers);

        // The handlers that classes have from closed forms of generic ones.
        IncrementalValuesProvider<EquatableArray<HandlerModel>> inheritedHandlers = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => InheritedHandlers.MayInherit(node), (input, token) => parsedClasses.Get(
                input.Node, input.SemanticModel.Compilation, () => HandlerParser.ParseInherited(input, token)))
            .WithTrackingName(TrackingNames.InheritedHandlers);

        // The methods marked [Upcast]. Null stands for an illegal one.
        IncrementalValuesProvider<UpcastModel?> upcasts = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.FullUpcastAttribute, static (_, _) => true, (input, token) => parsedUpcasts.Get(
                input.TargetNode, input.SemanticModel.Compilation, () => UpcastParser.Parse(input, token)))
            .WithTrackingName(TrackingNames.Upcasts);

        // The assembly itself, or null where it does not reference the library.
        IncrementalValueProvider<AssemblyModel?> assembly = context.CompilationProvider
            .Select(AssemblyParser.Parse)
            .WithTrackingName(TrackingNames.Assembly);

        // The modules that references announce. Null stands for a reference without one.
        IncrementalValuesProvider<ModuleReferenceModel?> referencedModules = context.MetadataReferencesProvider
            .Select(ReferencedModuleParser.Parse)
            .WithTrackingName(TrackingNames.ReferencedModules);

        // All events and handlers, sorted, and the handlers grouped by event.
        IncrementalValueProvider<ModuleModel> module = events.Collect().WithTrackingName(TrackingNames.AllEvents)
            .Combine(CombineHandlers(handlers, inheritedHandlers)).WithTrackingName(TrackingNames.Declarations)
            .Combine(upcasts.Collect().WithTrackingName(TrackingNames.AllUpcasts)).WithTrackingName(TrackingNames.DeclarationsWithUpcasts)
            .Combine(assembly).WithTrackingName(TrackingNames.DeclarationsOfAssembly)
            .Select(static (input, _) => ParseModule(input.Right, input.Left.Left.Left, input.Left.Left.Right, input.Left.Right))
            .WithTrackingName(TrackingNames.Module);

        // What the module names, which an edit to a handler's details leaves as it was.
        IncrementalValueProvider<ModuleOutlineModel?> outline = module
            .Select(static (model, _) => model.Outline)
            .WithTrackingName(TrackingNames.ModuleOutline);

        // The handlers of each event, so that an edit to one is written into one file.
        IncrementalValuesProvider<EventHandlersModel> eventHandlers = module
            .SelectMany(static (model, _) => model.EventHandlers)
            .WithTrackingName(TrackingNames.EventHandlers);

        // What writes and reads each event, where the assembly references the package for that.
        IncrementalValuesProvider<SerializerModel> serializers = module
            .SelectMany(static (model, _) => model.Serializers)
            .WithTrackingName(TrackingNames.Serializers);

        // This assembly's module with those of its references.
        IncrementalValueProvider<EventModulesModel?> eventModules = referencedModules
            .Collect().WithTrackingName(TrackingNames.AllReferencedModules)
            .Combine(outline).WithTrackingName(TrackingNames.AllModules)
            .Combine(assembly).WithTrackingName(TrackingNames.AllModulesOfAssembly)
            .Select(static (input, _) => EventModulesParser.Parse(input.Right, input.Left.Left, input.Left.Right))
            .WithTrackingName(TrackingNames.EventModules);

        context.RegisterSourceOutput(outline, ModuleEmitter.Emit);
        context.RegisterSourceOutput(eventHandlers, EventHandlersEmitter.Emit);
        context.RegisterSourceOutput(serializers, SerializerEmitter.Emit);
        context.RegisterSourceOutput(eventModules, EventModulesEmitter.Emit);
    }

    private static ModuleModel ParseModule(
        AssemblyModel? assembly,
        ImmutableArray<DeclaredEventModel?> events,
        (ImmutableArray<HandlerModel?> Own, ImmutableArray<EquatableArray<HandlerModel>> Inherited) handlers,
        ImmutableArray<UpcastModel?> upcasts) =>
        ModuleParser.Parse(assembly, events, handlers.Own.Concat(handlers.Inherited.SelectMany(static all => all)), upcasts);

    private static IncrementalValueProvider<(ImmutableArray<HandlerModel?> Left, ImmutableArray<EquatableArray<HandlerModel>> Right)>
        CombineHandlers(
            IncrementalValuesProvider<HandlerModel?> handlers, IncrementalValuesProvider<EquatableArray<HandlerModel>> inheritedHandlers) =>
        handlers.Collect().WithTrackingName(TrackingNames.AllHandlers)
            .Combine(inheritedHandlers.Collect().WithTrackingName(TrackingNames.AllInheritedHandlers))
            .WithTrackingName(TrackingNames.HandlersOfBothKinds);
}
