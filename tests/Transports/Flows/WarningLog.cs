using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Keeps the last warnings, so that a failing test can show them.</summary>
internal sealed class WarningLog : ILoggerProvider, ILogger
{
    private const int Most = 40;
    private readonly ConcurrentQueue<string> lines = new();

    public override string ToString() => string.Join("\n", lines);

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.GetType().Name}: {exception?.Message}");
        while (lines.Count > Most)
            lines.TryDequeue(out _);
    }
}
