namespace TypedTasks.Hosting.Tests;

/// <summary>Tasks whose traces and measurements are looked at.</summary>
public static partial class Sums
{
    [Task]
    public static int One(int value) => value;

    [Task]
    public static int Twice(int value) => value * 2;

    [Task]
    public static int Total(IReadOnlyList<int> values) => values.Sum();

    [Task(MaxRetries = 1)]
    public static int Broken(string secret) => throw new InvalidOperationException($"cannot add {secret}");

    [Task(MaxRetries = 1)]
    public static async Task<int> Slow(int value, [FromServices] TimeProvider time, TaskContext context)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), time);
        return context.Attempt == 0 ? throw new TimeoutException() : value;
    }

    [Task]
    public static async Task<int> Reporting(int value, [FromServices] TimeProvider time, TaskContext context)
    {
        foreach (var part in new[] { 0.25, 0.5, 0.75 })
        {
            context.ReportProgress(part);
            await Task.Delay(TimeSpan.FromSeconds(10), time);
        }

        return value;
    }
}
