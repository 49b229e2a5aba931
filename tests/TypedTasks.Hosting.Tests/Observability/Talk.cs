using Microsoft.Extensions.Logging;

namespace TypedTasks.Hosting.Tests;

/// <summary>Tasks that log, by themselves and by what they call.</summary>
public static partial class Talk
{
    [Task(MaxRetries = 1)]
    public static async Task<int> Say(string secret, [FromServices] Speaker speaker, TaskContext context, CancellationToken cancellationToken)
    {
        context.Logger.LogInformation("by the context");
        await speaker.SpeakAsync(cancellationToken);
        return context.Attempt == 0 ? throw new InvalidOperationException("no\nvoice") : secret.Length;
    }

    [Task]
    public static int Count(int value) => value + 1;

    [Task(MaxRetries = 0)]
    public static int Mute() => throw new InvalidOperationException("no voice");
}
