using System.Buffers;
using NATS.Client.Core;

namespace TypedBus.Nats.JetStream;

/// <summary>Writes bytes as they are.</summary>
internal sealed class RawBytes : INatsSerialize<ReadOnlyMemory<byte>>
{
    public static readonly RawBytes Instance = new();

    private RawBytes()
    {
    }

    public void Serialize(IBufferWriter<byte> bufferWriter, ReadOnlyMemory<byte> value) => bufferWriter.Write(value.Span);
}
