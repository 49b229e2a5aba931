using System.Collections.Concurrent;

namespace TypedTasks.Hosting.Tests.Alerts;

/// <summary>Tasks that fail and last, and one that tells.</summary>
internal sealed partial class Watchman(Watchman.Log log)
{
    [Task(MaxRetries = 0)]
    public static int Break(string what) => throw new InvalidOperationException($"{what} is broken");

    [Task(MaxRetries = 0)]
    public static int Crack(string what) => throw new InvalidOperationException($"{what} is cracked");

    [Task]
    public static Task Last(TimeSpan time, [FromServices] TimeProvider clock, CancellationToken cancellationToken) => Task.Delay(time, clock, cancellationToken);

    [Task]
    public static int Settle(int number) => number;

    [Task]
    public static void Count(int number)
    {
    }

    [Task]
    public static int Mend(TaskFailure failure) => failure.Message.Length > 0 ? 7 : 0;

    [Task]
    public void Tell(FlowAlert alert) => log.Told.Enqueue(alert);

    [Task(MaxRetries = 0)]
    public static void TellNobody(FlowAlert alert) => throw new InvalidOperationException($"nobody hears of {alert.FlowId}");

    internal sealed class Log
    {
        public ConcurrentQueue<FlowAlert> Told { get; } = [];
    }
}
