using Microsoft.Extensions.Logging;

namespace TypedTasks.Conformance.Tests;

/// <summary>Tasks that go wrong in every way a task can.</summary>
public static partial class Troubles
{
    [Task(MaxRetries = 0)]
    public static int Throw(string message) =>
        throw new InvalidOperationException(message, new ArgumentException("the cause"));

    [Task]
    public static int ThrowAndCount([FromServices] RunLog log, TaskContext context)
    {
        log.Add(context.Attempt);
        throw new FormatException("never right");
    }

    [Task]
    public static int Count(int value, [FromServices] RunLog log)
    {
        log.Add(value);
        return value;
    }

    [Task(MaxRetries = 0)]
    public static async Task<int> WaitForEver([FromServices] Gate gate, CancellationToken cancellationToken)
    {
        gate.Enter();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            gate.Leave();
            throw;
        }

        return 0;
    }

    [Task]
    public static async Task<int> WaitForGate(int value, [FromServices] Gate gate, CancellationToken cancellationToken)
    {
        gate.Enter();
        await gate.Opened.WaitAsync(cancellationToken);
        return value;
    }

    [Task]
    public static Node Cycle()
    {
        var node = new Node();
        node.Next = node;
        return node;
    }

    [Task]
    public static string Report(TaskContext context)
    {
        context.ReportProgress(0.5, "half");
        return $"{context.FlowId} {context.Step} {context.Attempt}";
    }

    [Task]
    public static async Task<int> ReportAndWait([FromServices] Gate gate, TaskContext context, CancellationToken cancellationToken)
    {
        context.ReportProgress(0.25, "a quarter");
        context.Logger.LogWarning("a line of the task's own");
        gate.Enter();
        await gate.Opened.WaitAsync(cancellationToken);
        return 1;
    }
}
