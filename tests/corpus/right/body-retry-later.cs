namespace Corpus;

public static partial class BodyRetryLater
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        await Task.Delay(5, ct);
        if (ct.IsCancellationRequested)
            throw new InvalidOperationException();
    }
}
