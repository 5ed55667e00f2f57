using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedBus.Tests.Support;

/// <summary>One line of the log, with what was in scope.</summary>
public sealed record LogLine(LogLevel Level, int Id, string Text, Exception? Exception, string Scope);

/// <summary>Keeps what is logged.</summary>
public sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<LogLine> _lines = [];
    private readonly AsyncLocal<string?> _scope = new();

    /// <summary>Gets or sets what is done in the place that logs, when a line is written.</summary>
    public Action<LogLine>? Written { get; set; }

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IEnumerable<LogLine> At(LogLevel level) => _lines.Where(line => line.Level == level);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        var outer = _scope.Value;
        _scope.Value = $"{outer} {state}".Trim();
        return new Scope(() => _scope.Value = outer);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new LogLine(logLevel, eventId.Id, formatter(state, exception), exception, _scope.Value ?? string.Empty);
        _lines.Enqueue(line);
        Written?.Invoke(line);
    }

    public void Dispose()
    {
    }

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
