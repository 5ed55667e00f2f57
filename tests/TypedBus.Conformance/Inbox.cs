namespace TypedBus.Conformance;

/// <summary>Writes down what the handlers of one subscription, or of all members of one group, were given and have handled.</summary>
public sealed class Inbox
{
    // Guards all that is written down, and those who wait for something of it.
    private readonly Lock _lock = new();
    private readonly List<Received> _begun = [];
    private readonly List<Received> _handled = [];
    private readonly HashSet<int> _numbers = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Met)> _waits = [];
    private readonly Stage _stage;
    private int _inHand;
    private int _members;

    internal Inbox(Stage stage, string name, bool isGroup)
    {
        _stage = stage;
        Name = name;
        IsGroup = isGroup;
    }

    /// <summary>Gets the name of the subscription, or of the group.</summary>
    public string Name { get; }

    /// <summary>Gets whether each subscription is a member of a group.</summary>
    public bool IsGroup { get; }

    /// <summary>Gets what handlers have begun to handle, in that order, each attempt by itself.</summary>
    public IReadOnlyList<Received> Begun => Read(_begun);

    /// <summary>Gets what handlers have ended well.</summary>
    public IReadOnlyList<Received> Handled => Read(_handled);

    /// <summary>Gets how many different events have been handled.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _numbers.Count;
            }
        }
    }

    /// <summary>Gets how many deliveries were in the hands of handlers at once, at most.</summary>
    public int MostInHand { get; private set; }

    /// <summary>Waits until so many different events have been handled.</summary>
    public Task HandlesAsync(int count) =>
        WaitAsync(() => _numbers.Count >= count, () => $"{Name} has handled {Describe()}, where {count} were to come");

    /// <summary>Waits until so many attempts have begun.</summary>
    public Task BeginsAsync(int count) => WaitAsync(() => _begun.Count >= count, () => $"{Name} has begun {_begun.Count} attempts of {count}");

    /// <summary>Sees that so many events, numbered from 0, have been handled, no others, and each once where the carrier promises that.</summary>
    public void ExpectAll(int count, CarrierFeatures once = CarrierFeatures.ExactlyOnce)
    {
        var handled = Handled.Select(static received => received.Number).ToArray();
        var expected = Enumerable.Range(0, count).ToHashSet();
        Expect.That(expected.SetEquals(handled), $"{Name} handled {Missing(expected, handled)}");
        if (_stage.Can(once))
        {
            var twice = handled.GroupBy(static number => number).Where(static same => same.Count() > 1).Select(static same => same.Key).ToArray();
            Expect.That(twice.Length == 0, $"{Name} handled some events twice: {string.Join(", ", twice.Take(20))}");
        }
    }

    internal string NextName() => IsGroup ? $"{_stage.Run}-{Name}-{Interlocked.Increment(ref _members)}" : $"{_stage.Run}-{Name}";

    internal async ValueTask HandleAsync<TEvent>(EventContext<TEvent> context, Func<EventContext<TEvent>, ValueTask>? handle)
        where TEvent : IConformanceEvent
    {
        var received = Received.From(context);
        Write(() =>
        {
            _begun.Add(received);
            MostInHand = Math.Max(MostInHand, ++_inHand);
        });
        try
        {
            if (handle is not null)
            {
                await handle(context).ConfigureAwait(false);
            }
        }
        catch
        {
            Write(() => _inHand--);
            throw;
        }

        Write(() =>
        {
            _inHand--;
            _handled.Add(received);
            _numbers.Add(received.Number);
        });
    }

    private Task WaitAsync(Func<bool> isMet, Func<string> tell)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (isMet())
            {
                return Task.CompletedTask;
            }

            _waits.Add((isMet, met));
        }

        return _stage.WithinAsync(met.Task, tell);
    }

    private void Write(Action write)
    {
        lock (_lock)
        {
            write();
            _waits.RemoveAll(static wait => wait.IsMet() && wait.Met.TrySetResult());
        }
    }

    private Received[] Read(List<Received> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private string Describe()
    {
        lock (_lock)
        {
            var first = string.Join(", ", _numbers.Order().Take(20));
            return $"{_numbers.Count} events ({first}{(_numbers.Count > 20 ? ", …" : null)}) in {_begun.Count} attempts";
        }
    }

    private static string Missing(HashSet<int> expected, int[] handled) =>
        $"{handled.Distinct().Count()} events of {expected.Count}; missing are {string.Join(", ", expected.Except(handled).Order().Take(20))}, "
        + $"and uncalled-for are {string.Join(", ", handled.Except(expected).Order().Take(20))}";
}
