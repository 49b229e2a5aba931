namespace Corpus;

public static partial class BodyDelay
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        await Task.Delay(5, ct);
    }
}
