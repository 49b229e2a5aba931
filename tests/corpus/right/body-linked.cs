namespace Corpus;

public static partial class BodyLinked
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.Delay(5, source.Token);
    }
}
