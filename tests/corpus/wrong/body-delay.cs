namespace Corpus;

public static partial class WrongBodyDelay
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        await Task.Delay(5); //! TT3001
        GC.KeepAlive(ct);
    }
}
