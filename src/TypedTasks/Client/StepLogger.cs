using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TypedTasks;

/// <summary>Puts every line that a task logs into a scope that names flow, step and attempt.</summary>
internal sealed class StepLogger(ILogger inner, string flowId, string step, int attempt) : ILogger
{
    private readonly ScopeState state = new(flowId, step, attempt);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        using (inner.BeginScope(this.state))
            inner.Log(logLevel, eventId, state, exception, formatter);
    }

    private sealed class ScopeState(string flowId, string step, int attempt) : List<KeyValuePair<string, object>>(
        [new("FlowId", flowId), new("Step", step), new("Attempt", attempt)])
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"flow {this[0].Value}, step {this[1].Value}, attempt {this[2].Value}");
    }
}
