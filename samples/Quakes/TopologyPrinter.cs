using TypedBus;

namespace Quakes;

/// <summary>Prints which handlers take which events, as the bus knows it without reflection.</summary>
public static class TopologyPrinter
{
    public static async Task<int> PrintAsync(string format)
    {
        await using var bus = EventBus.Start(EventModules.All);
        var text = format switch
        {
            "mermaid" => bus.Topology.ToMermaid(),
            "asyncapi" => bus.Topology.ToAsyncApi("Quakes"),
            "table" => bus.Topology.ToTable(),
            _ => null,
        };
        if (text is null)
        {
            Console.Error.WriteLine($"There is no topology '{format}'. There are: mermaid, asyncapi, table.");
            return 2;
        }

        Console.Write(text);
        return 0;
    }
}
