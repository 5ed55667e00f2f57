using TypedBus.Routing;
using TypedBus.Subjects;
using TypedBus.Transports;

namespace TypedBus;

/// <summary>
/// Works out how each event travels. What is said of all events is weaker than what is said of some; and the attribute is weaker than code, code
/// weaker than the configuration.
/// </summary>
internal sealed class RoutePlan
{
    private readonly EventBus _bus;
    private readonly HandlerPlan _problems;
    private readonly IReadOnlyDictionary<string, TransportDefinition> _known;
    private readonly Dictionary<string, TransportHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RouteSetup> _setups;

    public RoutePlan(
        EventBus bus,
        EventBusBuilder builder,
        BusSettings settings,
        IReadOnlyDictionary<string, TransportDefinition> known,
        HandlerPlan problems)
    {
        (_bus, _problems, _known) = (bus, problems, known);

        // Of the configuration's patterns the one that says most of a subject comes last, and is taken: a section has no order of its own.
        var configured = settings.Routes
            .OrderBy(static route => route.Key.Split('.').Count(static token => token is not ("*" or ">")))
            .ThenBy(static route => route.Key, StringComparer.Ordinal)
            .Select(static route => new RouteSetup(route.Value, route.Key));
        _setups = [.. builder.Routes, .. configured];
        if (settings.Transport is { } all)
        {
            _setups.Add(new RouteSetup(all));
        }

        foreach (var setup in _setups)
        {
            Check(setup);
        }

        _setups.RemoveAll(static setup => setup.Pattern is { } pattern && SubjectFilter.FindFault(pattern) is not null);
    }

    public IReadOnlyCollection<TransportHost> Hosts => _hosts.Values;

    /// <summary>Gives the transport of an event, or null where it stays in the process.</summary>
    public TransportHost? FindHost(EventPlan plan)
    {
        var name = _setups.FindLast(setup => setup.Names(plan.EventType, plan.Subject))?.Transport
            ?? plan.Transport
            ?? _setups.FindLast(static setup => setup.IsOfAll)?.Transport;
        if (name is null || IsInProcess(name))
        {
            return null;
        }

        if (!_known.TryGetValue(name, out var definition))
        {
            // By the attribute: what was set up has been looked at.
            CheckTransport(name, $"'{TypeNames.Of(plan.EventType)}'");
            return null;
        }

        if (!_hosts.TryGetValue(name, out var host))
        {
            _hosts[name] = host = new TransportHost(definition.Name, definition.Create(_bus.Services), _bus);
        }

        return host;
    }

    /// <summary>Says that an event has nothing that writes it.</summary>
    public void AddMissingSerializer(Type type, TransportHost host) => _problems.Add(
        $"Event '{TypeNames.Of(type)}' travels by '{host.Name}' and has no serializer. Reference the package TypedBus.MessagePack in the assembly "
        + $"'{type.Assembly.GetName().Name}', which declares it, or have it travel as JSON: bus.UseJson(…). Or keep it in the process: "
        + $"bus.UseTransport<{type.Name}>(EventBusBuilder.{nameof(EventBusBuilder.InProcess)}).");

    private static bool IsInProcess(string name) => string.Equals(name, EventBusBuilder.InProcess, StringComparison.OrdinalIgnoreCase);

    private void Check(RouteSetup setup)
    {
        CheckTransport(
            setup.Transport, setup.Pattern is { } subjects ? $"'{subjects}'" : setup.Event is { } type ? $"'{TypeNames.Of(type)}'" : "all events");
        if (setup.Pattern is { } pattern && SubjectFilter.FindFault(pattern) is { } fault)
        {
            _problems.Add(
                $"The transport '{setup.Transport}' is given to subjects '{pattern}', and that {fault}. Write tokens joined by dots, with '*' for any "
                + "one token, and '>' at the end for any that follow.");
        }
    }

    private void CheckTransport(string name, string what)
    {
        if (!IsInProcess(name) && !_known.ContainsKey(name))
        {
            var known = string.Join(", ", _known.Keys.Append(EventBusBuilder.InProcess).Select(static name => $"'{name}'"));
            _problems.Add(
                $"The transport of {what} is '{name}', which there is not. Those that there are: {known}. Reference the package of that transport, and "
                + "give the bus EventModules.All.");
        }
    }
}

/// <summary>A transport that a module or code announces.</summary>
internal sealed record TransportDefinition(string Name, string Section, Func<IServiceProvider, ITransport> Create);
