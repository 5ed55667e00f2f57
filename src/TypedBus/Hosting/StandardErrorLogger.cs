using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedBus.Hosting;

/// <summary>
/// Writes warnings and errors to standard error, for a bus without a host to whose services no logging was added: a handler's failure
/// must not be silent.
/// </summary>
internal sealed class StandardErrorLogger : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Add logging to the services.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => NullLogger.Instance.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"TypedBus: {logLevel}: {formatter(state, exception)}{(exception is null ? null : $" ({exception.Message})")}");
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>Adds the logger of last resort.</summary>
internal static class StandardErrorLoggerExtensions
{
    public static void AddStandardErrorLogging(this IServiceCollection services) => services.TryAddSingleton<ILoggerFactory, StandardErrorLogger>();
}
