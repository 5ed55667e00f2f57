using System.Collections.Generic;
using System.Linq;
using TypedBus.Generators.Model;
using TypedBus.Shapes.Wire;

namespace TypedBus.Generators.Emit;

/// <summary>Writes what writes and reads objects and tuples, member by member.</summary>
internal static class ObjectEmitter
{
    // Makes the following:
    //
    //     writer.Begin(<LENGTH>);
    //     <CODEC>.Write(ref writer, value.<MEMBER>);
    //     writer.Out.WriteNil();
    //     writer.End();
    public static void EmitWrite(CodeWriter writer, CodecModel codec)
    {
        writer.WriteLines($"writer.Begin({LengthOf(codec)});");
        var place = 0;
        foreach (var member in codec.Members)
        {
            for (; place < member.Key; place++)
            {
                writer.WriteLines("writer.Out.WriteNil();");
            }

            writer.WriteLines($"{member.Writing}.Write(ref writer, value.{member.Member});");
            place++;
        }

        writer.WriteLines("writer.End();");
    }

    // Makes the following:
    //
    //     var member = string.Empty;
    //     try
    //     {
    //         var count = reader.Begin();
    //         member = "<NAME>";
    //         var value<KEY> = count > <KEY> ? <CODEC>.Read(ref reader) : <DEFAULT>;
    //         member = string.Empty;
    //         reader.End(count, <LENGTH>);
    //         <RETURN>
    //     }
    //     catch (Exception) when (reader.Trace(member))
    //     {
    //         throw;
    //     }
    public static void EmitRead(CodeWriter writer, CodecModel codec)
    {
        var isTuple = codec.Kind == WireKind.Tuple;
        writer.WriteLines("var member = string.Empty;");
        writer.OpenBlock("try");
        writer.WriteLines(isTuple ? $"reader.BeginTuple({codec.Members.Count});" : "var count = reader.Begin();");
        EmitMembers(writer, codec, isTuple);
        writer.WriteLines("member = string.Empty;");
        writer.WriteLines(isTuple ? "reader.End();" : $"reader.End(count, {LengthOf(codec)});");
        EmitReturn(writer, codec);
        writer.CloseBlock();
        writer.OpenBlock("catch (global::System.Exception) when (reader.Trace(member))");
        writer.WriteLines("throw;");
        writer.CloseBlock();
    }

    private static void EmitMembers(CodeWriter writer, CodecModel codec, bool isTuple)
    {
        var place = 0;
        foreach (var member in codec.Members)
        {
            for (; place < member.Key; place++)
            {
                writer.OpenBlock($"if (count > {place})");
                writer.WriteLines("reader.In.Skip();");
                writer.CloseBlock();
                writer.WriteLine();
            }

            writer.WriteLines($"member = {Code.Literal(member.Name)};");
            writer.WriteLines(isTuple
                ? $"var value{member.Key} = {member.Reading}.Read(ref reader);"
                : $"var value{member.Key} = count > {member.Key} ? {member.Reading}.Read(ref reader) : {member.Missing};");
            place++;
        }
    }

    // Makes the following, without what no member needs. What did not come keeps what the constructor gave it, which a second object tells:
    // an initializer cannot be left out at run time.
    //
    //     if (count > <LAST>)
    //     {
    //         return <CREATION> { <MEMBER> = value<KEY>, … };
    //     }
    //
    //     var made = <CREATION> { <REQUIRED MEMBER> = value<KEY> };
    //     return <CREATION> { <MEMBER> = count > <KEY> ? value<KEY> : made.<MEMBER>, … };
    private static void EmitReturn(CodeWriter writer, CodecModel codec)
    {
        var set = codec.Members.Where(static member => member.IsInitialized).ToArray();
        var optional = set.Where(static member => member.IsOptional).ToArray();
        var all = WriteInitializer(set.Select(static member => $"{member.Member} = value{member.Key}"));
        if (optional.Length == 0)
        {
            writer.WriteLines($"return {codec.Creation}{all};");
            return;
        }

        var required = WriteInitializer(set.Where(static member => !member.IsOptional).Select(static member => $"{member.Member} = value{member.Key}"));
        writer.OpenBlock($"if (count > {optional[optional.Length - 1].Key})");
        writer.WriteLines($"return {codec.Creation}{all};");
        writer.CloseBlock();
        writer.WriteLine();
        if (optional.Length == 1)
        {
            writer.WriteLines($"return {codec.Creation}{required};");
            return;
        }

        writer.WriteLines($"var made = {codec.Creation}{required};");
        writer.WriteLines($"return {codec.Creation}" + WriteInitializer(set.Select(static member => member.IsOptional
            ? $"{member.Member} = count > {member.Key} ? value{member.Key} : made.{member.Member}"
            : $"{member.Member} = value{member.Key}")) + ";");
    }

    private static string WriteInitializer(IEnumerable<string> members) =>
        string.Join(", ", members) is { Length: > 0 } list ? $" {{ {list} }}" : string.Empty;

    private static int LengthOf(CodecModel codec) => codec.Members.Count == 0 ? 0 : codec.Members[codec.Members.Count - 1].Key + 1;
}
