using System;
using System.Linq;
using TypedBus.Shapes;
using TypedBus.Shapes.Wire;

namespace TypedBus.Analyzers.Contracts;

/// <summary>Writes events, types and subscriptions as the contracts files have them: what they are as bytes, not how the code spells it.</summary>
internal static class ContractText
{
    /// <summary>Writes the name of an event, by which its bytes are known: <c>orders.placed v1</c>; of a base type, the type.</summary>
    public static string NameOf(EventShape @event) => @event.IsBase ? @event.Type.FullName() : $"{@event.Subject} v{@event.Version}";

    /// <summary>Writes the line of a subscription.</summary>
    public static string LineOf(HandlerShape handler)
    {
        var group = handler.Options.Group is { } name ? $" group {name}" : string.Empty;
        return $"subscription {SubscriptionNames.Of(handler)} on {NameOf(handler.Event)}{group}";
    }

    /// <summary>Reads what an event or a type is.</summary>
    public static ContractShape Read(WireObject part, string owner)
    {
        var shape = new ContractShape(owner);
        foreach (var member in part.Members)
        {
            shape.Add(new ContractMember(member.Key, member.Member.Name, TypeOf(member.Type), !member.IsOptional, IsCase: false)
            {
                Symbol = member.Member,
            });
        }

        foreach (var one in part.Cases)
        {
            var name = TypeOf(one.Type);
            shape.Add(new ContractMember(one.Key, name, name, IsRequired: false, IsCase: true) { Symbol = one.Type.Type });
        }

        return shape;
    }

    // A list and an array are the same bytes, and so are a class and a struct of the same members.
    private static string TypeOf(WireType type) => type.IsNullable && type.Kind != WireKind.Nullable ? Form(type) + "?" : Form(type);

    private static string Form(WireType type) => type.Kind switch
    {
        WireKind.Scalar => ScalarOf(type.Codec),
        WireKind.Enum => $"{type.Type.FullName()}({TypeOf(type.Arguments[0])})",
        WireKind.Nullable => TypeOf(type.Arguments[0]) + "?",
        WireKind.Sequence => TypeOf(type.Arguments[0]) + "[]",
        WireKind.Map => $"map({TypeOf(type.Arguments[0])}, {TypeOf(type.Arguments[1])})",
        WireKind.Tuple => $"({string.Join(", ", type.Object!.Members.Select(static item => TypeOf(item.Type)))})",
        _ => type.Object!.Type.FullName(),
    };

    private static string ScalarOf(string codec) => codec switch
    {
        "Boolean" => "bool",
        "Int16" => "short",
        "UInt16" => "ushort",
        "Int32" => "int",
        "UInt32" => "uint",
        "Int64" => "long",
        "UInt64" => "ulong",
        "Single" => "float",
        "Char" or "SByte" or "Byte" or "Double" or "Decimal" or "String" => codec.ToLowerInvariant(),
        "Bytes" => "bytes",
        _ => codec.EndsWith("OfBytes", StringComparison.Ordinal) ? "bytes" : codec,
    };
}
