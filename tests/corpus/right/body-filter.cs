namespace Corpus;

public static partial class BodyFilter
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        try { await Task.Delay(5, ct); }
        catch (Exception e) when (e is not (OperationCanceledException or RetryLaterException)) { GC.KeepAlive(e); }
    }
}
