using System.Buffers;
using System.Buffers.Binary;
using TypedBus.Runtime;

namespace TypedBus.Tests.Transports;

/// <summary>The events of these tests alone, as generated code would register them, with a serializer that takes no memory.</summary>
internal sealed class WiredModule : EventModule
{
    public override string Name => "Wired";

    public override void Register(ModuleRegistry registry)
    {
        registry.AddEvent<Placed>("tests.wired.placed");
        registry.AddRoute<Placed>("wire");
        registry.AddEvent<Billed>("tests.wired.billed");
        registry.AddRoute<Billed>("wire");
        registry.AddSerializer(new BilledSerializer());
        registry.AddEvent<Returned>("tests.wired.returned");
        registry.AddRoute<Returned>("wire");
        registry.AddEvent<Local>("tests.wired.local");
    }

    private sealed class BilledSerializer : EventSerializer<Billed>
    {
        public override string ContentType => "application/octet-stream";

        public override void Write(in Billed @event, IBufferWriter<byte> buffer)
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), @event.Number);
            buffer.Advance(sizeof(int));
        }

        public override Billed Read(in ReadOnlySequence<byte> bytes, PayloadLimits limits) => throw new NotSupportedException();
    }
}
