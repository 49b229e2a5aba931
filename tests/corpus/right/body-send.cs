namespace Corpus;

public static partial class BodySend
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        await client.SendAsync(Photos.Tasks.Load("a") | Photos.Tasks.ReadExif(), ct);
    }
}
