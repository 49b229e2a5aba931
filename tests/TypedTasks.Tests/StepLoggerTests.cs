using Microsoft.Extensions.Logging;

namespace TypedTasks.Tests;

public sealed class StepLoggerTests
{
    [Fact]
    public void Every_line_of_a_task_stands_in_a_scope_that_names_its_step()
    {
        var log = new Recorder();
        new TaskContext("flow-1", "0.2", 3, log, null).Logger.LogInformation("hello");
        Assert.Equal(["flow flow-1, step 0.2, attempt 3", "hello"], log.Lines);
    }

    private sealed class Recorder : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Add(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
