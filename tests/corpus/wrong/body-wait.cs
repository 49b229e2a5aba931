namespace Corpus;

public static partial class WrongBodyWait
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        await client.GetHandle<int>("a").WaitAsync(ct); //! TT1009
    }
}
