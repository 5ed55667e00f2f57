using System;
using System.Collections.Generic;
using System.Linq;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Sorts and groups what was read, so that the order of the source has no say in what is generated.</summary>
internal static class ModuleParser
{
    private static readonly ModuleModel _none = new() { Outline = null, EventHandlers = default, Serializers = default };

    public static ModuleModel Parse(
        AssemblyModel? assembly,
        IEnumerable<DeclaredEventModel?> events,
        IEnumerable<HandlerModel?> handlers,
        IEnumerable<UpcastModel?> upcasts)
    {
        if (assembly is null)
        {
            return _none;
        }

        // A part of a partial type, or a partial method, may be read once for each part.
        var sortedEvents = events.OfType<DeclaredEventModel>().Distinct()
            .OrderBy(static declared => declared.Event.Type.FullName, StringComparer.Ordinal).ToArray();
        var sortedHandlers = Sort(handlers.OfType<HandlerModel>().Distinct()).ToArray();
        var sortedUpcasts = UpcastParser.Sort(upcasts).ToArray();
        if (sortedEvents.Length == 0 && sortedHandlers.Length == 0 && sortedUpcasts.Length == 0)
        {
            return _none;
        }

        var groups = Group(assembly, sortedHandlers);
        var serializers = SerializerParser.Name(sortedEvents.Select(static declared => declared.Serializer).OfType<SerializerModel>()).ToArray();
        return new ModuleModel
        {
            Outline = new ModuleOutlineModel
            {
                Assembly = assembly,
                Events = new EquatableArray<DeclaredEventModel>(sortedEvents.Select(static declared => declared with { Serializer = null })),
                Serializers = new EquatableArray<SerializerNameModel>(serializers.Select(CreateName)),
                Upcasts = new EquatableArray<UpcastModel>(sortedUpcasts),
                HandlerClasses = new EquatableArray<HandlerClassModel>(SelectClasses(sortedHandlers)),
                EventHandlers = new EquatableArray<string>(groups.Select(static group => group.ClassName)),
            },
            EventHandlers = new EquatableArray<EventHandlersModel>(groups),
            Serializers = new EquatableArray<SerializerModel>(serializers),
        };
    }

    private static SerializerNameModel CreateName(SerializerModel serializer) =>
        new() { Event = serializer.Event.Reference, ClassName = serializer.ClassName };

    private static IEnumerable<HandlerModel> Sort(IEnumerable<HandlerModel> handlers) => handlers
        .OrderBy(static handler => handler.Options.Order)
        .ThenBy(static handler => handler.Type.FullName, StringComparer.Ordinal)
        .ThenBy(static handler => handler.Method, StringComparer.Ordinal)
        .ThenBy(static handler => handler.ParameterTypes, StringComparer.Ordinal)
        // Two that differ only by 'in', or by the base that declares them, still need an order.
        .ThenBy(static handler => handler.Parameters[0].Kind)
        .ThenBy(static handler => handler.DeclaringType, StringComparer.Ordinal);

    private static IEnumerable<HandlerClassModel> SelectClasses(IEnumerable<HandlerModel> handlers) => handlers
        .Select(static handler => handler.Class)
        .OfType<HandlerClassModel>()
        .Distinct()
        .OrderBy(static model => model.Type.FullName, StringComparer.Ordinal);

    private static List<EventHandlersModel> Group(AssemblyModel assembly, IEnumerable<HandlerModel> handlers)
    {
        var groups = new List<EventHandlersModel>();
        var names = new UniqueNames();
        foreach (var group in handlers.GroupBy(static handler => handler.Event)
            .OrderBy(static group => group.Key.Type.FullName, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Type.Reference, StringComparer.Ordinal))
        {
            var name = names.Choose(group.Key.Type.FullName);
            groups.Add(new EventHandlersModel
            {
                Assembly = assembly,
                ClassName = Identifiers.Encode(name) + "_Handlers",
                FileName = name.Replace('<', '{').Replace('>', '}') + ".g.cs",
                Event = group.Key,
                Handlers = new EquatableArray<HandlerModel>(group),
                Dispatched = new EquatableArray<HandlerModel>(SelectDispatched(group)),
            });
        }

        return groups;
    }

    // A straight-line dispatcher has neither contexts nor scopes, batches, results or filters: one handler that needs them leaves all to the
    // runtime.
    private static IEnumerable<HandlerModel> SelectDispatched(IEnumerable<HandlerModel> handlers)
    {
        var dispatched = handlers.Where(static handler => handler.Options.Dispatch).ToArray();
        return dispatched.All(IsPlain) ? dispatched : [];
    }

    private static bool IsPlain(HandlerModel handler) =>
        !handler.IsScoped
        && !handler.IsBatch
        && !handler.Event.IsBase
        && handler.Options.Subject is null
        && handler.Result is ResultKind.None or ResultKind.Task or ResultKind.ValueTask
        && handler.Parameters.All(static parameter => parameter.Kind != ParameterKind.Context);
}
