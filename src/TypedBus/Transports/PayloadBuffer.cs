using System.Buffers;
using System.Collections.Concurrent;

namespace TypedBus.Transports;

/// <summary>Holds the bytes of one event while it is published. Buffers are lent, so that publishing takes no memory.</summary>
/// <remarks>
/// One publisher has a buffer at a time: it is rented before the event is written, and returned when the transport's task has ended.
/// </remarks>
internal sealed class PayloadBuffer
{
    // Larger ones are not kept: one large event would hold its memory for ever.
    private const int LargestKept = 64 * 1024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<PayloadBuffer> _kept = [];

    // The usual publisher ends before it returns, and takes the buffer again that its thread had last.
    [ThreadStatic]
    private static PayloadBuffer? _mine;

    private readonly ArrayBufferWriter<byte> _writer = new(256);

    public IBufferWriter<byte> Writer => _writer;

    public ReadOnlyMemory<byte> Written => _writer.WrittenMemory;

    public static PayloadBuffer Rent()
    {
        if (_mine is { } mine)
        {
            _mine = null;
            return mine;
        }

        return _kept.TryDequeue(out var kept) ? kept : new PayloadBuffer();
    }

    public void Return()
    {
        if (_writer.Capacity > LargestKept)
        {
            return;
        }

        _writer.ResetWrittenCount();
        if (_mine is null)
        {
            _mine = this;
        }
        else if (_kept.Count < MostKept)
        {
            _kept.Enqueue(this);
        }
    }
}
