using System.Runtime.ExceptionServices;

namespace TypedBus.Routing;

/// <summary>The failures of a dispatch: none, one, which comes back as it is, or several, which come back as one aggregate.</summary>
internal struct FailureList
{
    private Exception? _first;
    private List<Exception>? _all;

    public void Add(Exception? failure)
    {
        if (failure is null)
        {
            return;
        }

        if (_first is null)
        {
            _first = failure;
            return;
        }

        _all ??= [_first];
        _all.Add(failure);
    }

    public readonly void Throw()
    {
        if (_all is not null)
        {
            throw new AggregateException(_all);
        }

        if (_first is not null)
        {
            ExceptionDispatchInfo.Throw(_first);
        }
    }
}
