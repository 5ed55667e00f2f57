namespace TypedBus.Conformance;

/// <summary>One test of the suite.</summary>
/// <param name="Name">Its name, which is like no other's.</param>
/// <param name="Needs">What a carrier must be able to do for it.</param>
/// <param name="Body">The test.</param>
public sealed record ConformanceTest(string Name, CarrierFeatures Needs, Func<Stage, Task> Body)
{
    /// <summary>Runs the test over a carrier.</summary>
    /// <param name="carrier">The carrier, which can do what the test needs.</param>
    /// <returns>A task that ends when the carrier has passed.</returns>
    /// <exception cref="ConformanceException">It has not.</exception>
    public async Task RunAsync(Carrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        await using var stage = new Stage(carrier);
        try
        {
            await Task.Run(() => Body(stage)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var said = (exception as ConformanceException)?.Message ?? exception.ToString();
            throw new ConformanceException($"{Name} over {carrier.Name}, as '{stage.Run}': {said}{stage.Log}", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
