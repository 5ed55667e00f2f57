using MessagePack;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Reading an event of ten members, against MessagePack-CSharp, from the same bytes.</summary>
internal sealed class Deserialize() : Scenario("deserialize")
{
    private readonly TenMembersBytes _sides = new();
    private long _ours;
    private long _theirs;

    public override long OursHandled => _ours;

    public override long TheirsHandled => _theirs;

    public override void RunOurs(int events)
    {
        var (ours, bytes, handled) = (_sides.Ours, _sides.Bytes, 0);
        for (var number = 0; number < events; number++)
        {
            handled += ours.Read(in bytes[number % TenMembersBytes.Count]).Quantity >= 0 ? 1 : 0;
        }

        _ours += handled;
    }

    public override void RunTheirs(int events)
    {
        var (options, bytes, handled) = (_sides.Options, _sides.Bytes, 0);
        for (var number = 0; number < events; number++)
        {
            handled += MessagePackSerializer.Deserialize<TenMembers>(in bytes[number % TenMembersBytes.Count], options).Quantity >= 0 ? 1 : 0;
        }

        _theirs += handled;
    }

    public override void Dispose() => _sides.Dispose();
}
