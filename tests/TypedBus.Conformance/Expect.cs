using System.Runtime.CompilerServices;

namespace TypedBus.Conformance;

/// <summary>Sees that things are as they should be.</summary>
internal static class Expect
{
    public static void That(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ConformanceException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? what = null) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is '{actual}', where '{expected}' was expected");

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (wanted, got) = (expected.ToArray(), actual.ToArray());
        var common = wanted.Zip(got).TakeWhile(static pair => EqualityComparer<T>.Default.Equals(pair.First, pair.Second)).Count();
        That(
            wanted.Length == got.Length && common == got.Length,
            $"{what} are {got.Length} of {wanted.Length}, and differ from number {common} on: {string.Join(", ", got.Skip(common).Take(20))} "
            + $"where {string.Join(", ", wanted.Skip(common).Take(20))} were expected");
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string what)
        where TException : Exception
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (TException exception)
        {
            return exception;
        }
        catch (Exception exception) when (exception is not ConformanceException)
        {
            throw new ConformanceException($"{what} failed by {exception.GetType()}, where {typeof(TException)} was expected", exception);
        }

        throw new ConformanceException($"{what} went well, where {typeof(TException)} was expected");
    }
}
