using System.Buffers;
using System.Runtime.CompilerServices;
using NATS.Client.Core;

namespace TypedBus.Benchmarks.Scenarios.Nats;

[Event("benchmarks.sent")]
internal readonly record struct Sent(long Number, long Amount);

/// <summary>Comes last in a batch.</summary>
[Event("benchmarks.all", External = true)]
internal readonly record struct SentAll(int Count);

internal interface ISentHandler
{
    void Handle(Sent sent);
}

internal sealed class SentHandler : Arrivals, ISentHandler
{
    [Handler(Capacity = NatsReceive.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(Sent sent) => Arrive(sent.Amount);
}

/// <summary>Has the client turn events into the same bytes as the bus, and back, by the same generated serializer.</summary>
internal sealed class SentSerializer(EventSerializer<Sent> serializer) : INatsSerialize<Sent>, INatsDeserialize<Sent>
{
    public void Serialize(IBufferWriter<byte> bufferWriter, Sent value) => serializer.Write(in value, bufferWriter);

    public Sent Deserialize(in ReadOnlySequence<byte> buffer) => serializer.Read(in buffer);
}
