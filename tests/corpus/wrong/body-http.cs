namespace Corpus;

public static partial class WrongBodyHttp
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        await http.GetStringAsync("a"); //! TT3001
        GC.KeepAlive(ct);
    }
}
