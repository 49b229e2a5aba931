namespace Corpus;

public static partial class WrongBodySleep
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        Thread.Sleep(5); //! TT3002
        await Task.Delay(5, ct);
    }
}
