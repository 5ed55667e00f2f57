using System.Globalization;

namespace TypedBus;

/// <content>Reading: nobody vouches for what comes.</content>
public partial struct EventHeaders
{
    // Far beyond what anybody sends by design.
    private const int MostOthers = 100;
    private const int LongestId = 1000;

    /// <summary>The headers that have a place of their own.</summary>
    private enum Known
    {
        None,
        Id,
        Source,
        SpecVersion,
        Type,
        Time,
        Subject,
        CorrelationId,
        CausationId,
        TraceParent,
        TraceState,
        ContentType,
    }

    /// <summary>Reads a header. Names are compared without regard to case; one that is unknown and comes twice has both values, with a comma.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, which is kept.</param>
    public void Read(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        switch (Find(name))
        {
            case Known.Id:
                Id = new HeaderId(value);
                break;
            case Known.Source:
                Source = value;
                break;
            case Known.SpecVersion:
                _specVersion = value;
                break;
            case Known.Type:
                Type = value;
                break;
            case Known.Time:
                _time = value;
                break;
            case Known.Subject:
                Key = value;
                break;
            case Known.CorrelationId:
                CorrelationId = new HeaderId(value);
                break;
            case Known.CausationId:
                CausationId = new HeaderId(value);
                break;
            case Known.TraceParent:
                TraceParent = value;
                break;
            case Known.TraceState:
                TraceState = value;
                break;
            case Known.ContentType:
                ContentType = value;
                break;
            default:
                Keep(name, value);
                break;
        }
    }

    /// <summary>Completes the reading, and tells what is wrong with what was read.</summary>
    /// <returns>What is wrong, the end of a sentence without any value; or null.</returns>
    public string? Complete()
    {
        if (_time is not null)
        {
            if (!TryReadTime(_time, out var time))
            {
                return $"its {HeaderNames.Time} is no time";
            }

            Time = time;
        }

        if (CorrelationId.IsEmpty)
        {
            CorrelationId = Id;
        }

        if (_specVersion is null || !_specVersion.StartsWith("1.", StringComparison.Ordinal))
        {
            return $"its {HeaderNames.SpecVersion} is {(_specVersion is null ? "missing" : "unknown")}";
        }

        if (Id.IsEmpty)
        {
            return $"its {HeaderNames.Id} is missing";
        }

        if (string.IsNullOrEmpty(Source) || string.IsNullOrEmpty(Type))
        {
            return $"its {(string.IsNullOrEmpty(Source) ? HeaderNames.Source : HeaderNames.Type)} is missing";
        }

        if (Id.Length > LongestId || CorrelationId.Length > LongestId || CausationId.Length > LongestId)
        {
            return "an identifier is too long";
        }

        return _unknown?.Count > MostOthers ? $"it has more than {MostOthers} headers" : null;
    }

    // One that is too many is not kept, but counted by being there.
    private void Keep(string name, string value)
    {
        Others = _unknown ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (_unknown.TryGetValue(name, out var earlier))
        {
            _unknown[name] = $"{earlier},{value}";
        }
        else if (_unknown.Count <= MostOthers)
        {
            _unknown.Add(name, value);
        }
    }

    // By length first: most headers are told apart by that and one comparison.
    private static Known Find(string name) => name.Length switch
    {
        5 when Is(name, HeaderNames.Id) => Known.Id,
        7 when Is(name, HeaderNames.Type) => Known.Type,
        7 when Is(name, HeaderNames.Time) => Known.Time,
        9 when Is(name, HeaderNames.Source) => Known.Source,
        10 when Is(name, HeaderNames.Subject) => Known.Subject,
        10 when Is(name, HeaderNames.TraceState) => Known.TraceState,
        11 when Is(name, HeaderNames.TraceParent) => Known.TraceParent,
        12 when Is(name, HeaderNames.ContentType) => Known.ContentType,
        14 when Is(name, HeaderNames.SpecVersion) => Known.SpecVersion,
        14 when Is(name, HeaderNames.CausationId) => Known.CausationId,
        16 when Is(name, HeaderNames.CorrelationId) => Known.CorrelationId,
        _ => Known.None,
    };

    private static bool Is(string name, string known) =>
        ReferenceEquals(name, known) || name.Equals(known, StringComparison.OrdinalIgnoreCase);

    // What this library writes is read digit by digit; what others write, as their formats ask.
    private static bool TryReadTime(string text, out DateTimeOffset time) =>
        TryReadOwnTime(text, out time) || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    // As in 2026-01-02T03:04:05.1234567Z.
    private static bool TryReadOwnTime(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != TimeLength
            || (text[4], text[7], text[10], text[13], text[16], text[19], text[27]) != ('-', '-', 'T', ':', ':', '.', 'Z'))
        {
            return false;
        }

        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        var (hour, minute, second, ticks) = (Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2), Number(text, 20, 7));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || ticks < 0)
        {
            return false;
        }

        time = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks));
        return true;
    }

    // A number of so many digits, or -1.
    private static int Number(string text, int start, int length)
    {
        var number = 0;
        foreach (var character in text.AsSpan(start, length))
        {
            var digit = character - '0';
            if ((uint)digit > 9)
            {
                return -1;
            }

            number = (number * 10) + digit;
        }

        return number;
    }
}
