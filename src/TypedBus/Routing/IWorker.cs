namespace TypedBus.Routing;

/// <summary>Handles the deliveries of one subscription, and settles them. Nobody else does.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal interface IWorker<TEvent>
{
    /// <summary>Gets how many deliveries this worker has settled.</summary>
    long Settled { get; }

    /// <summary>Gets whether the worker has ended: it reads no more.</summary>
    bool HasEnded { get; }

    void Prepare(IServiceProvider services, EventDelegate handle);

    Task RunAsync();

    /// <summary>Gives what the stop limit had the worker give up, unsettled, if it has ended.</summary>
    IReadOnlyList<Delivery<TEvent>> TakeAbandoned();

    /// <summary>Has it wait no longer for what publishers may bring: they are refused from now on.</summary>
    void CloseToPublishers()
    {
    }
}
