using System.Collections.Generic;
using TypedBus.Generators.Model;
using TypedBus.Shapes;
using TypedBus.Subjects;

namespace TypedBus.Generators.Parsing;

/// <summary>Takes subjects with placeholders apart.</summary>
internal static class SubjectParser
{
    /// <summary>Lists the parts of a subject, neighbouring text in one; none where no placeholder stands in it.</summary>
    public static EquatableArray<SubjectPartModel> Parse(EventShape @event)
    {
        var parts = new List<SubjectPartModel>();
        if (@event.Placeholders.IsEmpty)
        {
            return new EquatableArray<SubjectPartModel>(parts);
        }

        var text = string.Empty;
        foreach (var token in @event.Subject.Split('.'))
        {
            if (!SubjectFilter.IsPlaceholder(token))
            {
                text += token + ".";
                continue;
            }

            AddText(parts, text);
            parts.Add(CreateMember(@event.Placeholders[CountMembers(parts)]));
            text = ".";
        }

        AddText(parts, text.Substring(0, text.Length - 1));
        return new EquatableArray<SubjectPartModel>(parts);
    }

    private static int CountMembers(List<SubjectPartModel> parts) => parts.FindAll(static part => part.Member is not null).Count;

    private static void AddText(List<SubjectPartModel> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new SubjectPartModel { Text = text, Member = null, IsEnum = false });
        }
    }

    private static SubjectPartModel CreateMember(PlaceholderShape placeholder) => new()
    {
        Text = placeholder.Member.Name,
        Member = TypeNames.Member(placeholder.Member),
        IsEnum = placeholder.IsEnum,
    };
}
