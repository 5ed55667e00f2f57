using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedBus.Conformance;

/// <summary>Keeps what the buses of a test warn of, to be told when the test fails.</summary>
internal sealed class StageLog : ILoggerProvider, ILogger
{
    private const int MostLines = 20;

    private readonly ConcurrentQueue<string> _lines = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name} {exception?.Message}");
            while (_lines.Count > MostLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }

    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => _lines.IsEmpty ? string.Empty : $"\nThe last lines of the log:\n{string.Join('\n', _lines)}";
}
