using TypedBus.Routing;
using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>
/// Works out what each handler is on a bus: from its attribute, from code, and from the configuration, each before the one named first.
/// Whatever is wrong is collected, so that one error at start names all of it.
/// </summary>
internal sealed class HandlerPlan(EventBusBuilder builder, BusSettings settings)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public bool Runs(HandlerDefinition handler) =>
        builder.Handlers.Selects(handler.Name) && IsEnabled(handler);

    public bool IsEnabled(HandlerDefinition handler) =>
        !settings.Handlers.TryGetValue(handler.Name, out var knobs) || knobs.Enabled != false;

    public HandlerProfile Profile(HandlerDefinition handler)
    {
        var where = $"Handler '{handler.Name}'";
        var capacity = handler.Capacity > 0 ? handler.Capacity : builder.Options.Capacity;
        var fullMode = handler.FullMode;
        var maxBatch = handler.MaxBatch;
        var linger = TimeSpan.FromMilliseconds(handler.LingerMilliseconds);
        var concurrency = handler.Concurrency;
        var filter = handler.Filter;
        var retry = builder.RetryOptions.Clone();
        retry.Attempts = handler.Attempts > 0 ? handler.Attempts : retry.Attempts;
        foreach (var setup in builder.HandlerSetups.Where(setup => setup.Handlers.Matches(handler.Name)))
        {
            setup.Retry?.Invoke(retry);
            capacity = setup.Capacity ?? capacity;
            fullMode = setup.FullMode ?? fullMode;
            maxBatch = setup.MaxBatch ?? maxBatch;
            linger = setup.Linger ?? linger;
            concurrency = setup.Concurrency ?? concurrency;
            filter = setup.Filter ?? filter;
        }

        if (settings.Handlers.TryGetValue(handler.Name, out var knobs))
        {
            capacity = knobs.Capacity ?? capacity;
            fullMode = knobs.FullMode ?? fullMode;
            maxBatch = knobs.MaxBatch ?? maxBatch;
            linger = knobs.Linger ?? linger;
            Check(
                handler.IsBatch || (knobs.MaxBatch is null && knobs.Linger is null),
                $"{where} takes single events, but the configuration has MaxBatch or Linger for it. Remove it, or take an IReadOnlyList.");
            concurrency = knobs.Concurrency ?? concurrency;
            filter = knobs.Subject ?? filter;
            retry.Attempts = knobs.Attempts ?? retry.Attempts;
        }

        Check(capacity >= 1, $"{where} has a capacity of {capacity}. Make it at least 1.");
        Check(
            Enum.IsDefined(fullMode),
            $"{where} has a full mode of {fullMode}, which there is not. Choose one of {string.Join(", ", Enum.GetNames<FullMode>())}.");
        Check(concurrency >= 1, $"{where} has a concurrency of {concurrency}. Make it at least 1.");
        CheckRetry(where, retry);
        if (handler.IsBatch)
        {
            CheckBatch(where, maxBatch, linger);
        }

        return new HandlerProfile(handler, Math.Max(1, concurrency), Math.Max(1, capacity), fullMode, builder.PolicyOf(retry))
        {
            MaxBatch = handler.IsBatch ? Math.Max(1, maxBatch) : 0,
            Linger = linger,
            Filter = filter is null ? null : ReadFilter(where, filter),
        };
    }

    /// <summary>Works out what a handler of one event is, whose filter must fit the event's subject.</summary>
    public HandlerProfile Profile<TEvent>(HandlerDefinition handler, EventSubject<TEvent> source)
    {
        var profile = Profile(handler);
        if (profile.Filter is { } filter && filter.Compare(source.Declared) == SubjectMatch.Never)
        {
            _problems.Add(
                $"Handler '{profile.Name}' has a filter, '{filter.Text}', that fits no '{TypeNames.Of(typeof(TEvent))}'. "
                + $"Make it fit the subject, '{source.Declared}', or remove it.");
        }

        return profile;
    }

    public void CheckOptions()
    {
        var options = builder.Options;
        Check(options.Capacity >= 1, $"{nameof(options.Capacity)} is {options.Capacity}. Make it at least 1.");
        Check(options.MaxCascade >= 1, $"{nameof(options.MaxCascade)} is {options.MaxCascade}. Make it at least 1.");
        Check(
            options.DeadLetterCapacity >= 0,
            $"{nameof(options.DeadLetterCapacity)} is {options.DeadLetterCapacity}. Make it at least 0.");
        Check(
            options.StopTimeout >= TimeSpan.Zero && options.StopTimeout.TotalMilliseconds < int.MaxValue,
            $"{nameof(options.StopTimeout)} is {options.StopTimeout}. Make it between 0 and 24 days.");
    }

    /// <summary>Finds names that two handlers have which run here, and names in code or configuration that no handler has.</summary>
    public void CheckNames(IReadOnlyList<HandlerDefinition> handlers)
    {
        foreach (var same in handlers.Where(Runs).GroupBy(static handler => handler.Name).Where(static same => same.Count() > 1))
        {
            var methods = string.Join(" and ", same.Select(static handler => $"{handler.Type}.{handler.Method}({handler.Parameters})"));
            _problems.Add($"The name '{same.Key}' is given to {methods}. Give each handler a name of its own.");
        }

        foreach (var name in settings.Handlers.Keys)
        {
            CheckKnown(new HandlerPattern(name), $"{BusSettings.SectionName}:Handlers in the configuration", handlers);
        }

        CheckKnown(builder.Handlers.Included, "Only", handlers);
        CheckKnown(builder.Handlers.Excluded, "Except", handlers);
        CheckKnown(builder.HandlerSetups.Select(static setup => setup.Handlers), "Handler(…)", handlers);
        foreach (var setup in builder.HandlerSetups.Where(static setup => setup.MaxBatch is not null))
        {
            var matching = handlers.Where(handler => setup.Handlers.Matches(handler.Name)).ToList();
            Check(
                matching.Count == 0 || matching.Exists(static handler => handler.IsBatch),
                $"Handler(…).Batch names '{setup.Handlers.Text}', and no handler called so takes batches. Remove it, or take an IReadOnlyList.");
        }

        CheckKnown(builder.Middleware.Select(static middleware => middleware.Handlers), "Handler(…)", handlers);
    }

    public void Add(string problem) => _problems.Add(problem);

    private void CheckKnown(IEnumerable<HandlerPattern> patterns, string where, IReadOnlyList<HandlerDefinition> handlers)
    {
        foreach (var pattern in patterns.Where(static pattern => pattern != HandlerPattern.All).Distinct())
        {
            CheckKnown(pattern, where, handlers);
        }
    }

    private void CheckKnown(HandlerPattern pattern, string where, IReadOnlyList<HandlerDefinition> handlers)
    {
        var isExpected = builder.ExpectedSubscriptions.Exists(expected => expected.Matches(pattern.Text) || pattern.Matches(expected.Text));
        if (!isExpected && !handlers.Any(handler => pattern.Matches(handler.Name)))
        {
            var known = handlers.Count == 0 ? "none" : string.Join(", ", handlers.Select(static handler => $"'{handler.Name}'"));
            _problems.Add($"{where} names '{pattern.Text}', and no handler is called so. Known handlers: {known}.");
        }
    }

    private void CheckBatch(string where, int maxBatch, TimeSpan linger)
    {
        Check(
            maxBatch != 0,
            $"{where} takes batches, and nothing bounds them. Set MaxBatch: [Handler(MaxBatch = 100)], bus.Handler(…).Batch(100), or in the configuration.");
        Check(maxBatch >= 0, $"{where} has a MaxBatch of {maxBatch}. Make it at least 1.");
        Check(
            linger >= TimeSpan.Zero && linger.TotalMilliseconds < int.MaxValue,
            $"{where} has a linger of {linger}. Make it between 0 and 24 days.");
    }

    private SubjectFilter? ReadFilter(string where, string filter)
    {
        if (SubjectFilter.FindFault(filter) is not { } fault)
        {
            return new SubjectFilter(filter);
        }

        _problems.Add(
            $"{where} has a filter, '{filter}', that {fault}. "
            + "Write tokens joined by dots, with '*' for any one token, and '>' at the end for any that follow.");
        return null;
    }

    private void CheckRetry(string where, RetryOptions retry)
    {
        Check(retry.Attempts >= 1, $"{where} has {retry.Attempts} attempts. Make it at least 1.");
        Check(retry.Delay >= TimeSpan.Zero, $"{where} has a delay of {retry.Delay}. Make it at least 0.");
        Check(
            retry.MaxDelay >= retry.Delay && retry.MaxDelay.TotalMilliseconds < int.MaxValue,
            $"{where} has a longest delay of {retry.MaxDelay}. Make it at least the first delay, {retry.Delay}, and under 24 days.");
        Check(retry.Factor >= 1, $"{where} has a factor of {retry.Factor}. Make it at least 1.");
        Check(retry.Jitter is >= 0 and <= 1, $"{where} has a jitter of {retry.Jitter}. Make it between 0 and 1.");
    }

    private void Check(bool isRight, string problem)
    {
        if (!isRight)
        {
            _problems.Add(problem);
        }
    }
}
