namespace TypedBus.Routing;

/// <content>What comes by transports.</content>
internal abstract partial class Subscription
{
    // Set once, under the lock of the bus.
    private Task<IAsyncDisposable[]>? _attaching;

    /// <summary>Gets whether events come to it by a transport.</summary>
    public bool IsTransported { get; } = Array.Exists(routes, static route => route.HasOutlet);

    /// <summary>Gets a task that ends when its transports bring deliveries, or fails with what keeps them from it.</summary>
    public Task Attached => _attaching ?? Task.CompletedTask;

    /// <summary>Has its transports bring deliveries. Called under the lock of the bus; a second call does nothing.</summary>
    public void Attach() => _attaching ??= AttachAsync();

    /// <summary>Has its transports bring nothing more. What they have brought is settled later.</summary>
    public async Task DetachAsync()
    {
        if (_attaching is not { } attaching)
        {
            return;
        }

        // What failed has been told by the task itself, and has nothing to end.
        await ((Task)attaching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attaching.IsCompletedSuccessfully)
        {
            await EndAsync(await attaching.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<IAsyncDisposable[]> AttachAsync()
    {
        // From here on without the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var feeds = new List<IAsyncDisposable>();
        try
        {
            foreach (var inlet in Routes.Select(route => route.OpenInlet(this)).OfType<Transports.Inlet>())
            {
                feeds.Add(await inlet.BeginAsync().ConfigureAwait(false));
            }
        }
        catch (Exception exception)
        {
            Log.AttachFailed(Bus.Logger, exception, Profile.Name);
            await EndAsync(feeds).ConfigureAwait(false);
            throw;
        }

        return [.. feeds];
    }

    private async Task EndAsync(IEnumerable<IAsyncDisposable> feeds)
    {
        foreach (var feed in feeds)
        {
            try
            {
                await feed.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Log.DetachFailed(Bus.Logger, exception, Profile.Name);
            }
        }
    }
}
