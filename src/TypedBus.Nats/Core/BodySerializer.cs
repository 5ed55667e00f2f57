using System.Buffers;
using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>Hands the client bytes that are bytes already.</summary>
internal sealed class BodySerializer : INatsSerialize<ReadOnlyMemory<byte>>
{
    public static readonly BodySerializer Instance = new();

    public void Serialize(IBufferWriter<byte> bufferWriter, ReadOnlyMemory<byte> value) => bufferWriter.Write(value.Span);
}
