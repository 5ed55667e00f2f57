using System.Buffers;
using MessagePack;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Writing an event of ten members, against MessagePack-CSharp, into the same buffer.</summary>
internal sealed class Serialize() : Scenario("serialize")
{
    private readonly TenMembersBytes _sides = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private long _ours;
    private long _theirs;

    public override long OursHandled => _ours;

    public override long TheirsHandled => _theirs;

    public override void RunOurs(int events)
    {
        var (ours, placed, handled) = (_sides.Ours, _sides.Events, 0);
        for (var number = 0; number < events; number++)
        {
            _buffer.ResetWrittenCount();
            ours.Write(in placed[number % TenMembersBytes.Count], _buffer);
            handled += _buffer.WrittenCount > 0 ? 1 : 0;
        }

        _ours += handled;
    }

    public override void RunTheirs(int events)
    {
        var (options, placed, handled) = (_sides.Options, _sides.Events, 0);
        for (var number = 0; number < events; number++)
        {
            _buffer.ResetWrittenCount();
            MessagePackSerializer.Serialize(_buffer, placed[number % TenMembersBytes.Count], options);
            handled += _buffer.WrittenCount > 0 ? 1 : 0;
        }

        _theirs += handled;
    }

    public override void Dispose() => _sides.Dispose();
}
