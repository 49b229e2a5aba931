using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Transports.Tests;

/// <summary>Waits for what the transport says, by the number of the message, instead of for time to pass.</summary>
internal sealed class LogSignals : ILoggerFactory, ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> said = new();

    public Task<string> Said(int id) => Entry(id).Task.WaitAsync(TimeSpan.FromMinutes(1));

    public bool HasSaid(int id) => Entry(id).Task.IsCompleted;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entry(eventId.Id).TrySetResult(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    private TaskCompletionSource<string> Entry(int id) =>
        said.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
