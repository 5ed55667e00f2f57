namespace TypedBus.Routing;

/// <summary>Handles the deliveries of one subscription, and settles them. Nobody else does.</summary>
internal interface IWorker
{
    /// <summary>Gets how many deliveries this worker has settled.</summary>
    long Settled { get; }

    void Prepare(IServiceProvider services, EventDelegate handle);

    Task RunAsync();

    /// <summary>Has it wait no longer for what publishers may bring: they are refused from now on.</summary>
    void CloseToPublishers()
    {
    }
}
