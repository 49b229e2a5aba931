using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Hosting.Tests;

/// <summary>Keeps what is logged, with the scopes around it.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public Line[] All => [.. lines];

    public Line[] Of(string category) => [.. lines.Where(l => l.Category.EndsWith(category, StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    internal sealed record Line(string Category, LogLevel Level, string Text, Exception? Exception, IReadOnlyDictionary<string, object?> Scope, string ScopeText);

    private sealed class Logger(LogLines to, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>();
            var texts = new List<string?>();
            to.scopes.ForEachScope(
                (one, _) =>
                {
                    texts.Add(one?.ToString());
                    foreach (var (name, value) in one as IEnumerable<KeyValuePair<string, object?>> ?? [])
                        scope[name] = value;
                },
                state);
            to.lines.Enqueue(new(category, logLevel, formatter(state, exception), exception, scope, string.Join(" => ", texts)));
        }
    }
}
