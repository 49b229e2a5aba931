namespace Corpus;

public static partial class BodyLock
{
    private static readonly Lock Gate = new();

    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        lock (Gate)
            GC.Collect();
        await Task.Delay(5, ct);
    }
}
