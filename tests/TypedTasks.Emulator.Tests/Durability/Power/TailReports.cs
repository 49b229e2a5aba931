using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Counts how often a damaged tail was reported.</summary>
internal sealed class TailReports : ILogger
{
    private const int TailCut = 21;

    public int Count { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == TailCut)
            Count++;
    }
}
