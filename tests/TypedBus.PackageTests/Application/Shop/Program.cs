using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Shop.Events;
using Shop.Handlers;
using TypedBus;

await using (var bus = EventBus.Start(EventModules.All, setup => setup.Services.AddSingleton<ILedger, ConsoleLedger>()))
{
    await bus.PublishAsync(new OrderPlaced(1, 12.50m));
    await bus.PublishAsync(new OrderPlaced(2, 0));

    var (serializer, buffer) = (bus.Serializers.Find<OrderPlaced>()!, new ArrayBufferWriter<byte>());
    serializer.Write(new OrderPlaced(3, 12.50m), buffer);
    var read = serializer.Read(new ReadOnlySequence<byte>(buffer.WrittenMemory));
    Console.WriteLine($"read {read.Number} of {buffer.WrittenCount} bytes, {bus.Serializers.TypeOf<OrderPlaced>()}");
}

Console.WriteLine("stopped");

internal sealed class ConsoleLedger : ILedger
{
    public void Write(string line) => Console.WriteLine(line);
}
