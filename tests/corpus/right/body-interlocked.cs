namespace Corpus;

public static partial class BodyInterlocked
{
    private static int counter;

    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        Interlocked.Increment(ref counter);
        await Task.Delay(5, ct);
    }
}
