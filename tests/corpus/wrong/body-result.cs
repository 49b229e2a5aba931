namespace Corpus;

public static partial class WrongBodyResult
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        GC.KeepAlive(http.GetStringAsync("a", ct).Result); //! TT3002
        await Task.Yield();
    }
}
