using System.Security;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Generators.Parsing;
using TypedBus.Shapes.Wire;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the file of what writes and reads one event.</summary>
internal static class SerializerEmitter
{
    // Types of code without nullable annotations are written as they are known there.
    private const string AllowOblivious = "#pragma warning disable CS8620, CS8631 // Differences of nullable annotations alone";

    // No name of the user's can stand before those of the runtime: what an inner namespace uses is found first. Makes the following:
    //
    //     namespace TypedBus.Generated
    //     {
    //         using TypedBus.Runtime.Wire;
    //
    //         /// <summary>Writes and reads <EVENT>.</summary>
    //         [Embedded]
    //         internal sealed class <EVENT>_Serializer : MessagePackEventSerializer<<EVENT>>
    //         {
    //             protected override void Write(ref PayloadWriter writer, in <EVENT> @event) => Codec0.Write(ref writer, in @event);
    //
    //             protected override <EVENT>? Read(ref PayloadReader reader) => Codec0.Read(ref reader);
    //
    //             <CODECS>
    //         }
    //     }
    public static void Emit(SourceProductionContext context, SerializerModel model)
    {
        var writer = new CodeWriter();
        var type = model.Event.Reference;
        writer.WriteLines(Code.AllowObsolete);
        writer.WriteLines(AllowOblivious);
        writer.WriteLine();
        writer.OpenBlock($"namespace {GeneratedCode.Namespace}");
        writer.WriteLines("using global::TypedBus.Runtime.Wire;");
        writer.WriteLine();
        writer.WriteLines($"/// <summary>Writes and reads {SecurityElement.Escape(model.Event.FullName)}.</summary>");
        writer.WriteLines(Code.EmbeddedAttribute);
        writer.WriteLines(Code.GeneratedAttribute);
        writer.OpenBlock($"internal sealed class {model.ClassName} : MessagePackEventSerializer<{type}>");
        writer.WriteLines($"protected override void Write(ref PayloadWriter writer, in {type} @event) =>");
        writer.WriteLines("    Codec0.Write(ref writer, in @event);");
        writer.WriteLine();
        writer.WriteLines($"protected override {OrNull(model.Codecs[0])} Read(ref PayloadReader reader) => Codec0.Read(ref reader);");
        for (var number = 0; number < model.Codecs.Count; number++)
        {
            writer.WriteLine();
            EmitCodec(writer, model.Codecs[number], number);
        }

        writer.CloseBlock();
        writer.CloseBlock();
        context.AddSource(model.FileName, writer.ToSource());
    }

    /// <summary>Writes the type of a codec's values.</summary>
    public static string OrNull(CodecModel codec) => codec.IsReference ? codec.Type + "?" : codec.Type;

    // Makes the following:
    //
    //     // <TYPE>
    //     private readonly struct Codec<N> : ICodec<<TYPE>?>
    //     {
    //         public static void Write(ref PayloadWriter writer, in <TYPE>? value)
    //         {
    //             <BODY>
    //         }
    //
    //         public static <TYPE>? Read(ref PayloadReader reader)
    //         {
    //             <BODY>
    //         }
    //     }
    private static void EmitCodec(CodeWriter writer, CodecModel codec, int number)
    {
        var type = OrNull(codec);
        writer.WriteLines($"// {codec.FullName}");
        writer.OpenBlock($"private readonly struct {CodecNames.NameOf(number)} : ICodec<{type}>");
        writer.OpenBlock($"public static void Write(ref PayloadWriter writer, in {type} value)");
        EmitIf(writer, codec.IsReference, "value is null", "writer.Out.WriteNil();\nreturn;");
        if (codec.Kind == WireKind.Union)
        {
            UnionEmitter.EmitWrite(writer, codec);
        }
        else
        {
            ObjectEmitter.EmitWrite(writer, codec);
        }

        writer.CloseBlock();
        writer.WriteLine();
        writer.OpenBlock($"public static {type} Read(ref PayloadReader reader)");
        EmitIf(writer, codec.IsReference, "reader.In.TryReadNil()", "return null;");
        if (codec.Kind == WireKind.Union)
        {
            UnionEmitter.EmitRead(writer, codec);
        }
        else
        {
            ObjectEmitter.EmitRead(writer, codec);
        }

        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static void EmitIf(CodeWriter writer, bool isWanted, string condition, string lines)
    {
        if (isWanted)
        {
            writer.OpenBlock($"if ({condition})");
            writer.WriteLines(lines);
            writer.CloseBlock();
            writer.WriteLine();
        }
    }
}
