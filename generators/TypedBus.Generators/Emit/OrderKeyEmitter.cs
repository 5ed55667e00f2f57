using TypedBus.Generators.Model;

namespace TypedBus.Generators.Emit;

/// <summary>Writes what gives the hash of an event's order key.</summary>
internal static class OrderKeyEmitter
{
    // Makes the following:
    //
    //     registry.AddOrderKey<<EVENT>>(static (in <EVENT> @event) => <HASH>);
    public static void Emit(CodeWriter writer, EventModel @event, OrderKeyModel key)
    {
        var type = @event.Type.Reference;
        writer.WriteLines($"registry.AddOrderKey<{type}>(static (in {type} @event) => {WriteHash(key)});");
    }

    // A member of a base is read as of the base, since the event may hide it. No value is boxed: its type overrides GetHashCode, or it is
    // an enum, on which the runtime calls that of the number behind it.
    private static string WriteHash(OrderKeyModel key)
    {
        var value = (key.Base is null ? "@event." : $"(({key.Base})@event).") + key.Member;
        return key.CanBeNull ? $"{value}?.GetHashCode() ?? 0" : $"{value}.GetHashCode()";
    }
}
