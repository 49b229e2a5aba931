namespace Corpus;

public static partial class WrongBodyCatchAll
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        try { await Task.Delay(5, ct); }
        catch { } //! TT3003
    }
}
