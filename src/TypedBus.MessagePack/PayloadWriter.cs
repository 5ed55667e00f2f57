using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MessagePack;

namespace TypedBus.Runtime.Wire;

/// <summary>What takes the bytes of one event.</summary>
public ref struct PayloadWriter
{
    /// <summary>The format's own writer.</summary>
    public MessagePackWriter Out;

    private int _depth;

    internal PayloadWriter(IBufferWriter<byte> buffer) => Out = new MessagePackWriter(buffer);

    /// <summary>Begins an object: its members follow, and then <see cref="End"/>.</summary>
    /// <param name="members">How many places the array has.</param>
    /// <exception cref="InvalidOperationException">Objects nest deeper than any reader would follow, or for ever.</exception>
    public void Begin(int members)
    {
        if (++_depth > PayloadLimits.Default.MaxDepth)
        {
            ThrowTooDeep();
        }

        Out.WriteArrayHeader(members);
    }

    /// <summary>Ends an object.</summary>
    public void End() => _depth--;

    /// <summary>Fails, since a value is of a type that its union does not name.</summary>
    /// <param name="union">The type of the union.</param>
    /// <param name="value">The value.</param>
    [DoesNotReturn]
    public static void ThrowUnknownCase(Type union, object value) => throw new InvalidOperationException(
        $"An object of '{value?.GetType()}' stands where '{union}' is written, which has no [Union] for it. Add one.");

    [DoesNotReturn]
    private static void ThrowTooDeep() => throw new InvalidOperationException(
        $"The event cannot be written: its objects nest deeper than {PayloadLimits.Default.MaxDepth}, or lead back to themselves.");
}
