namespace Corpus;

public static partial class BodyEnqueue
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        await client.EnqueueAsync(Photos.Tasks.Clean(), ct);
    }
}
