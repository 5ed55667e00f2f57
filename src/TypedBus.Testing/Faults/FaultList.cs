namespace TypedBus.Testing;

/// <summary>The faults of a bus, and the innermost middleware that lets them strike.</summary>
internal sealed class FaultList
{
    // Replaced as a whole, so that workers read it without a lock.
    private HandlerFault[] _faults = [];

    public EventDelegate Wrap(EventDelegate next) => context =>
    {
        foreach (var fault in Volatile.Read(ref _faults))
        {
            if (fault.Strike(context) is { } exception)
            {
                return ValueTask.FromException(exception);
            }
        }

        return next(context);
    };

    public HandlerFault Add(HandlerPattern handlers, int times, Func<EventContext, Exception?> choose)
    {
        var fault = new HandlerFault(this, handlers, times, choose);
        Change(faults => [.. faults, fault]);
        return fault;
    }

    public void Remove(HandlerFault fault) => Change(faults => Array.FindAll(faults, other => other != fault));

    private void Change(Func<HandlerFault[], HandlerFault[]> change)
    {
        HandlerFault[] before;
        do
        {
            before = Volatile.Read(ref _faults);
        }
        while (Interlocked.CompareExchange(ref _faults, change(before), before) != before);
    }
}
