using System;
using System.Collections.Generic;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>The order of lines in contracts files: ordinal, but for numbers, so that key 10 stands behind key 9.</summary>
internal sealed class LineOrder : IComparer<string>
{
    public static LineOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? string.Empty, y ?? string.Empty);
        var (at, otherAt) = (0, 0);
        while (at < one.Length && otherAt < other.Length)
        {
            var (number, otherNumber) = (EndOfNumber(one, at), EndOfNumber(other, otherAt));
            var order = number > at && otherNumber > otherAt
                ? CompareNumbers(one.Substring(at, number - at).TrimStart('0'), other.Substring(otherAt, otherNumber - otherAt).TrimStart('0'))
                : one[at].CompareTo(other[otherAt]);
            if (order != 0)
            {
                return order;
            }

            (at, otherAt) = (Math.Max(at + 1, number), Math.Max(otherAt + 1, otherNumber));
        }

        return (one.Length - at).CompareTo(other.Length - otherAt);
    }

    private static int CompareNumbers(string one, string other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other);

    private static int EndOfNumber(string text, int start)
    {
        while (start < text.Length && text[start] is >= '0' and <= '9')
        {
            start++;
        }

        return start;
    }
}
