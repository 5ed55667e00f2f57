using System;
using System.Linq;

namespace TypedBus.Subjects;

/// <summary>
/// A pattern of subjects, by NATS's rules: tokens joined by dots, of which <c>*</c> stands for any one token, and <c>&gt;</c> at the end for
/// one or more. Read once, when it is made; matching allocates nothing. The generator and the analyzers read filters by the same source.
/// </summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
internal sealed class SubjectFilter
{
    private const string AnyToken = "*";
    private const string AnyRest = ">";

    // Null stands for any one token.
    private readonly string?[] _tokens;
    private readonly bool _takesRest;

    /// <param name="text">A pattern without a fault.</param>
    public SubjectFilter(string text)
    {
        Text = text;
        var tokens = text.Split('.');
        _takesRest = tokens[tokens.Length - 1] == AnyRest;
        _tokens = [.. tokens.Take(tokens.Length - (_takesRest ? 1 : 0)).Select(static token => token == AnyToken ? null : token)];
    }

    public string Text { get; }

    /// <summary>Finds out what is wrong with a pattern: how a sentence that begins with its owner's name goes on, or null.</summary>
    public static string? FindFault(string text)
    {
        var tokens = text.Split('.');
        if (Array.Exists(tokens, static token => token.Length == 0))
        {
            return "has an empty token";
        }

        if (text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            return "has white space or control characters";
        }

        if (Array.IndexOf(tokens, AnyRest) is >= 0 and var place && place < tokens.Length - 1)
        {
            return "has '>' before its end";
        }

        if (Array.Exists(tokens, static token => token.Length > 1 && token.IndexOfAny(['*', '>']) >= 0))
        {
            return "has '*' or '>' inside a token";
        }

        return text.IndexOfAny(['{', '}']) >= 0 ? "has a placeholder, where '*' is meant" : null;
    }

    /// <summary>Gives the token at a place, or null where any may stand there.</summary>
    public string? TokenAt(int index) => index < _tokens.Length ? _tokens[index] : null;

    /// <summary>Tells whether the pattern fits a subject.</summary>
    public bool Matches(ReadOnlySpan<char> subject)
    {
        var rest = subject;
        foreach (var token in _tokens)
        {
            var end = rest.IndexOf('.');
            var length = end < 0 ? rest.Length : end;
            if (length == 0 || (token is not null && !rest.Slice(0, length).SequenceEqual(token.AsSpan())))
            {
                return false;
            }

            // What is behind the token and its dot; a subject without a fault does not end in a dot.
            rest = end < 0 ? default : rest.Slice(end + 1);
        }

        return rest.IsEmpty != _takesRest;
    }

    /// <summary>Compares the pattern with a subject as an event declares it, whose placeholders may come to be any token.</summary>
    public SubjectMatch Compare(string declared)
    {
        var tokens = declared.Split('.');
        if (_takesRest ? tokens.Length <= _tokens.Length : tokens.Length != _tokens.Length)
        {
            return SubjectMatch.Never;
        }

        var match = SubjectMatch.Always;
        for (var index = 0; index < _tokens.Length; index++)
        {
            if (_tokens[index] is not { } token || token == tokens[index])
            {
                continue;
            }

            if (!IsPlaceholder(tokens[index]))
            {
                return SubjectMatch.Never;
            }

            match = SubjectMatch.Sometimes;
        }

        return match;
    }

    /// <summary>Tells whether a token of a declared subject stands for a member of the event.</summary>
    public static bool IsPlaceholder(string token) =>
        token.Length > 2 && token[0] == '{' && token[token.Length - 1] == '}' && token.IndexOfAny(['{', '}'], 1) == token.Length - 1;

    /// <summary>Tells whether a declared subject has placeholders.</summary>
    public static bool HasPlaceholders(string declared) => Array.Exists(declared.Split('.'), IsPlaceholder);
}
