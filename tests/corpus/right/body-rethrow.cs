namespace Corpus;

public static partial class BodyRethrow
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        try { await Task.Delay(5, ct); }
        catch (Exception) { GC.Collect(); throw; }
    }
}
