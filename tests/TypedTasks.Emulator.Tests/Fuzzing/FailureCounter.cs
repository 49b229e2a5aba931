using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Tests.Fuzzing;

/// <summary>Counts what the emulator itself calls an error.</summary>
internal sealed class FailureCounter : ILoggerFactory, ILogger
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Interlocked.Increment(ref count);
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
