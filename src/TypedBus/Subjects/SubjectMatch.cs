namespace TypedBus.Subjects;

/// <summary>Which of the subjects that an event may have a filter fits.</summary>
internal enum SubjectMatch
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Some: it depends on what stands in the placeholders.</summary>
    Sometimes,

    /// <summary>All.</summary>
    Always,
}
