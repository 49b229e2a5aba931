namespace TypedTasks.Testing.Tests;

/// <summary>Tasks that have to wait, or let others wait.</summary>
public static partial class Slow
{
    [Task]
    public static int Length(string text) => text.Length;

    [Task]
    public static int Both(int first, int second) => first + second;

    [Task]
    public static int Fails() => throw new TimeoutException("again");

    [Task]
    public static async Task<int> Waits(int value, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromHours(1), time, cancellationToken);
        return value;
    }

    [Task(RateLimit = "1/h")]
    public static int Rated(int value) => value;
}
