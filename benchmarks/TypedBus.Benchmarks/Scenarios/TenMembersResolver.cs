using System.Runtime.CompilerServices;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>What MessagePack-CSharp uses ahead of time, where it cannot make code: a formatter of the kind that its own compiler writes.</summary>
internal sealed class TenMembersResolver : IFormatterResolver
{
    public static MessagePackSerializerOptions Options { get; } = RuntimeFeature.IsDynamicCodeSupported
        ? MessagePackSerializerOptions.Standard
        : new MessagePackSerializerOptions(new TenMembersResolver());

    public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

    private static class Cache<T>
    {
        public static readonly IMessagePackFormatter<T>? Formatter =
            (IMessagePackFormatter<T>?)(object?)(typeof(T) == typeof(TenMembers) ? new TenMembersFormatter() : BuiltinResolver.Instance.GetFormatter<T>());
    }
}

/// <summary>Writes and reads the event as generated formatters do.</summary>
internal sealed class TenMembersFormatter : IMessagePackFormatter<TenMembers?>
{
    public void Serialize(ref MessagePackWriter writer, TenMembers? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var resolver = options.Resolver;
        writer.WriteArrayHeader(10);
        resolver.GetFormatterWithVerify<Guid>().Serialize(ref writer, value.Id, options);
        resolver.GetFormatterWithVerify<string>().Serialize(ref writer, value.Customer, options);
        resolver.GetFormatterWithVerify<string>().Serialize(ref writer, value.Product, options);
        writer.Write(value.Quantity);
        resolver.GetFormatterWithVerify<decimal>().Serialize(ref writer, value.Price, options);
        writer.Write(value.Number);
        writer.Write(value.Weight);
        writer.Write(value.IsGift);
        resolver.GetFormatterWithVerify<DateTime>().Serialize(ref writer, value.At, options);
        writer.Write((int)value.Day);
    }

    public TenMembers? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        options.Security.DepthStep(ref reader);
        var resolver = options.Resolver;
        var length = reader.ReadArrayHeader();
        var (id, customer, product, quantity, price) = (default(Guid), default(string), default(string), 0, 0m);
        var (number, weight, isGift, at, day) = (0L, 0d, false, default(DateTime), default(DayOfWeek));
        for (var key = 0; key < length; key++)
        {
            switch (key)
            {
                case 0: id = resolver.GetFormatterWithVerify<Guid>().Deserialize(ref reader, options); break;
                case 1: customer = resolver.GetFormatterWithVerify<string>().Deserialize(ref reader, options); break;
                case 2: product = resolver.GetFormatterWithVerify<string>().Deserialize(ref reader, options); break;
                case 3: quantity = reader.ReadInt32(); break;
                case 4: price = resolver.GetFormatterWithVerify<decimal>().Deserialize(ref reader, options); break;
                case 5: number = reader.ReadInt64(); break;
                case 6: weight = reader.ReadDouble(); break;
                case 7: isGift = reader.ReadBoolean(); break;
                case 8: at = resolver.GetFormatterWithVerify<DateTime>().Deserialize(ref reader, options); break;
                case 9: day = (DayOfWeek)reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        reader.Depth--;
        return new TenMembers(id, customer!, product!, quantity, price, number, weight, isGift, at, day);
    }
}
