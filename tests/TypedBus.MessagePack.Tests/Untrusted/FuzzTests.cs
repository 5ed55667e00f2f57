using System.Buffers;
using System.Diagnostics;
using CsCheck;
using TypedBus.Bytes.Tests.Types;

namespace TypedBus.Bytes.Tests.Untrusted;

/// <summary>Bytes that nobody vouches for become an event, or one clear exception, and cost no more than their length is worth.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    // What an exception with its trace takes.
    private const int BytesOfAnException = 20_000;

    // What is read may be so much larger than its bytes: a struct with nullable members, or a node of a tree, for each byte.
    private const int MostBytesPerByte = 200;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(2);

    [Fact]
    public void MutatedPayloads_AreReadOrRefused()
    {
        var (count, seed) = (TestRun.Long ? 1_000_000 : 20_000, Environment.TickCount);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var mutator = new Mutator(random);
        var rows = TypeTable.All.Values.ToArray();
        var pcg = new PCG((uint)seed);
        var corpus = rows.Select(row => Enumerable.Range(0, 10).Select(_ => row.Create(pcg)).ToArray()).ToArray();
        var tally = new Tally();
        for (var number = 0; number < count; number++)
        {
            var row = random.Next(rows.Length);
            var bytes = mutator.Mutate(corpus[row][random.Next(10)], corpus[random.Next(rows.Length)][random.Next(10)]);
            Read(rows[row], number % 4 == 0 ? Product.Apart(bytes) : new ReadOnlySequence<byte>(bytes), tally, $"seed {seed}, number {number}");
        }

        output.WriteLine(tally.ToString());
        Assert.True(tally.Read >= count / 10, "Hardly any payload is read: the test proves little.");
        Assert.True(tally.Refused >= count / 10, "Hardly any payload is refused: the test proves little.");
    }

    private static void Read(ITypeRow row, ReadOnlySequence<byte> bytes, Tally tally, string where)
    {
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        try
        {
            Assert.NotNull(row.Read(in bytes));
            tally.Read++;
        }
        catch (EventPayloadException exception)
        {
            Assert.Null(exception.InnerException);
            Assert.InRange(exception.Offset, 0, bytes.Length);
            tally.Refuse(exception);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{where}: {Convert.ToHexString(bytes.ToArray())}\n{exception}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        tally.Most = Math.Max(tally.Most, allocated);
        Assert.True(
            allocated < BytesOfAnException + (MostBytesPerByte * bytes.Length),
            $"{where}: {allocated} bytes for {bytes.Length}: {Convert.ToHexString(bytes.ToArray())}");
        Assert.True(Stopwatch.GetElapsedTime(start) < _most, $"{where}: {Convert.ToHexString(bytes.ToArray())}");
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, int> _reasons = [];

        public int Read { get; set; }

        public int Refused { get; private set; }

        public long Most { get; set; }

        public void Refuse(EventPayloadException exception)
        {
            Refused++;
            var reason = exception.Message[(exception.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }

        public override string ToString() =>
            $"{Read} read, {Refused} refused; at most {Most} bytes allocated\n"
            + string.Join("\n", _reasons.OrderByDescending(static pair => pair.Value).Select(static pair => $"{pair.Value,8} {pair.Key}"));
    }
}
