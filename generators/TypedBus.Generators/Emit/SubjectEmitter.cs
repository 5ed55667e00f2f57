using TypedBus.Generators.Model;

namespace TypedBus.Generators.Emit;

/// <summary>Writes what writes the subject of an event with placeholders.</summary>
internal static class SubjectEmitter
{
    // Makes the following:
    //
    //     registry.AddSubject<<EVENT>>(static (in <EVENT> @event, ref SubjectText text) =>
    //     {
    //         text.Append("<TEXT>");
    //         text.AppendToken("<MEMBER>", @event.<MEMBER>);
    //     });
    public static void Emit(CodeWriter writer, EventModel @event, EquatableArray<SubjectPartModel> parts)
    {
        var type = @event.Type.Reference;
        writer.OpenBlock($"registry.AddSubject<{type}>(static (in {type} @event, ref {Code.Runtime}.SubjectText text) =>");
        foreach (var part in parts)
        {
            writer.WriteLines(part.Member is null
                ? $"text.Append({Code.Literal(part.Text)});"
                : $"text.{(part.IsEnum ? "AppendEnum" : "AppendToken")}({Code.Literal(part.Text)}, @event.{part.Member});");
        }

        writer.CloseBlock(");");
    }
}
