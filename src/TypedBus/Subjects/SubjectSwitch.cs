using TypedBus.Routing;
using TypedBus.Runtime;

namespace TypedBus.Subjects;

/// <summary>Chooses the feeds of an event by its subject, which has placeholders.</summary>
/// <remarks>
/// It is a tree of decisions, one filter after the other, that grows as subjects come: once it has seen what filters a subject fits, it
/// allocates nothing. Safe for use by several threads: a branch, once it is there, stays.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="subject">What writes the subject.</param>
/// <param name="feeds">All feeds, whatever their filters.</param>
internal sealed class SubjectSwitch<TEvent>(EventSubject<TEvent> subject, Feed<TEvent>[] feeds)
{
    private readonly SubjectFilter[] _filters =
    [
        .. feeds.SelectMany(static feed => feed.Members)
            .Select(member => subject.Narrow(member.Profile.Filter))
            .OfType<SubjectFilter>()
            .DistinctBy(static filter => filter.Text),
    ];

    private readonly Branch _root = new();

    public Feed<TEvent>[] Feeds => feeds;

    /// <summary>Gives the feeds whose members take the event, in their order.</summary>
    /// <exception cref="ArgumentException">A value in the subject is not one legal token.</exception>
    public Feed<TEvent>[] Select(in TEvent @event)
    {
        var text = new SubjectText(stackalloc char[EventSubject.UsualLength], typeof(TEvent));
        try
        {
            subject.Write(in @event, ref text);
            return Select(text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }

    private Feed<TEvent>[] Select(ReadOnlySpan<char> written)
    {
        var branch = _root;
        foreach (var filter in _filters)
        {
            branch = filter.Matches(written) ? branch.IfFits : branch.IfNot;
        }

        return branch.Feeds ?? branch.Keep(Collect(written));
    }

    private Feed<TEvent>[] Collect(ReadOnlySpan<char> written)
    {
        var selected = new List<Feed<TEvent>>();
        foreach (var feed in feeds)
        {
            var members = new List<Subscription>();
            foreach (var member in feed.Members)
            {
                if (subject.Narrow(member.Profile.Filter)?.Matches(written) != false)
                {
                    members.Add(member);
                }
            }

            if (members.Count > 0)
            {
                selected.Add(members.Count == feed.Members.Length ? feed : feed.With([.. members]));
            }
        }

        return [.. selected];
    }

    /// <summary>What is known after some filters. Of two that are made at once, the first stays.</summary>
    private sealed class Branch
    {
        private Branch? _ifFits;
        private Branch? _ifNot;
        private Feed<TEvent>[]? _feeds;

        public Branch IfFits => _ifFits ?? Interlocked.CompareExchange(ref _ifFits, new Branch(), null) ?? _ifFits;

        public Branch IfNot => _ifNot ?? Interlocked.CompareExchange(ref _ifNot, new Branch(), null) ?? _ifNot;

        public Feed<TEvent>[]? Feeds => Volatile.Read(ref _feeds);

        public Feed<TEvent>[] Keep(Feed<TEvent>[] feeds) => Interlocked.CompareExchange(ref _feeds, feeds, null) ?? feeds;
    }
}
