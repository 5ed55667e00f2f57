using TypedBus.Generators.Model;

namespace TypedBus.Generators.Emit;

/// <summary>Writes what writes and reads values of one of several types.</summary>
internal static class UnionEmitter
{
    // Makes the following. A type derived from one of them would lose what it has beyond it, so it is none of them:
    //
    //     writer.Begin(2);
    //     var type = value.GetType();
    //     if (type == typeof(<CASE>))
    //     {
    //         writer.Out.Write(<KEY>);
    //         <CODEC>.Write(ref writer, (<CASE>)value);
    //     }
    //     else
    //     {
    //         PayloadWriter.ThrowUnknownCase(typeof(<UNION>), value);
    //     }
    //
    //     writer.End();
    public static void EmitWrite(CodeWriter writer, CodecModel union)
    {
        writer.WriteLines("writer.Begin(2);");
        writer.WriteLines("var type = value.GetType();");
        var word = "if";
        foreach (var one in union.Cases)
        {
            writer.OpenBlock($"{word} (type == typeof({one.Type}))");
            writer.WriteLines($"writer.Out.Write({one.Key});");
            writer.WriteLines($"{one.Codec}.Write(ref writer, ({one.Type})value);");
            writer.CloseBlock();
            word = "else if";
        }

        writer.OpenBlock("else");
        writer.WriteLines($"PayloadWriter.ThrowUnknownCase(typeof({union.Type}), value);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLines("writer.End();");
    }

    // Makes the following:
    //
    //     reader.BeginTuple(2);
    //     <UNION>? value = null;
    //     switch (reader.In.ReadInt32())
    //     {
    //         case <KEY>:
    //             value = <CODEC>.Read(ref reader);
    //             break;
    //         default:
    //             reader.In.Skip();
    //             break;
    //     }
    //
    //     reader.End();
    //     return value;
    public static void EmitRead(CodeWriter writer, CodecModel union)
    {
        writer.WriteLines("reader.BeginTuple(2);");
        writer.WriteLines($"{union.Type}? value = null;");
        writer.OpenBlock("switch (reader.In.ReadInt32())");
        foreach (var one in union.Cases)
        {
            writer.WriteLines($"case {one.Key}:");
            writer.WriteLines($"    value = {one.Codec}.Read(ref reader);");
            writer.WriteLines("    break;");
        }

        writer.WriteLines("default:");
        writer.WriteLines("    reader.In.Skip();");
        writer.WriteLines("    break;");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLines("reader.End();");
        writer.WriteLines("return value;");
    }
}
