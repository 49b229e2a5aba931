namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Steps that stand in lines.</summary>
public static partial class LineSteps
{
    [Task]
    internal static async Task<int> Enter(int key, int number, int failures, [FromServices] LineLog log, TaskContext context, CancellationToken cancellationToken)
    {
        log.Begin(key, number);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
            if (context.Attempt < failures)
                throw new InvalidOperationException($"attempt {context.Attempt}");
            log.Succeed(key, number);
            return number;
        }
        finally
        {
            log.End(key, number);
        }
    }
}
