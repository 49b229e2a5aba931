namespace Corpus;

public static partial class WrongBodyGetResult
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        http.GetStringAsync("a", ct).GetAwaiter().GetResult(); //! TT3002
        await Task.Yield();
    }
}
