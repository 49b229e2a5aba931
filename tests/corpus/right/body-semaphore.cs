namespace Corpus;

public static partial class BodySemaphore
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        using var gate = new SemaphoreSlim(1);
        await gate.WaitAsync(ct);
    }
}
