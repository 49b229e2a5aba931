namespace Corpus;

public static partial class BodyTwoCatches
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        try { await Task.Delay(5, ct); }
        catch (IOException) { }
    }
}
