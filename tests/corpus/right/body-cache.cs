namespace Corpus;

public static partial class BodyCache
{
    private static string? cache;

    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        cache ??= "a";
        await Task.Delay(5, ct);
    }
}
