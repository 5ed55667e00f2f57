using System.Buffers;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// An event of ten members with its headers, written and read, against its body alone: as a transport has it whose headers are pairs of texts.
/// </summary>
internal sealed class Enveloped() : Scenario("envelope")
{
    private readonly TenMembersBytes _sides = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private HeaderPairs _pairs = new(new KeyValuePair<string, string>[16]);
    private long _ours;
    private long _theirs;

    public override long OursHandled => _ours;

    public override long TheirsHandled => _theirs;

    public override void RunOurs(int events)
    {
        var (serializer, placed, handled) = (_sides.Ours, _sides.Events, 0);
        for (var number = 0; number < events; number++)
        {
            var id = new HeaderId(_sides.Ids[number % TenMembersBytes.Count]);
            var headers = new EventHeaders
            {
                Id = id,
                Source = "/shop",
                Type = "benchmarks.bytes.ten.v1",
                Time = _sides.Time,
                CorrelationId = id,
                ContentType = serializer.ContentType,
            };
            _pairs.Count = 0;
            headers.Write(ref _pairs);
            var came = default(EventHeaders);
            for (var pair = 0; pair < _pairs.Count; pair++)
            {
                came.Read(_pairs.Pairs[pair].Key, _pairs.Pairs[pair].Value);
            }

            handled += came.Complete() is null && came.Id == id && Carry(placed[number % TenMembersBytes.Count]) ? 1 : 0;
        }

        _ours += handled;
    }

    public override void RunTheirs(int events)
    {
        var (placed, handled) = (_sides.Events, 0);
        for (var number = 0; number < events; number++)
        {
            handled += Carry(placed[number % TenMembersBytes.Count]) ? 1 : 0;
        }

        _theirs += handled;
    }

    public override void Dispose() => _sides.Dispose();

    private bool Carry(TenMembers placed)
    {
        _buffer.ResetWrittenCount();
        _sides.Ours.Write(in placed, _buffer);
        return _sides.Ours.Read(new ReadOnlySequence<byte>(_buffer.WrittenMemory)).Number == placed.Number;
    }

    private struct HeaderPairs(KeyValuePair<string, string>[] pairs) : IHeaderWriter
    {
        public KeyValuePair<string, string>[] Pairs { get; } = pairs;

        public int Count { get; set; }

        public void Write(string name, string value) => Pairs[Count++] = new(name, value);
    }
}
