namespace Corpus;

public static partial class WrongBodyWaitHelper
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        await Help(client, ct); //! TT1009
    }

    private static async Task Help(ITaskClient client, CancellationToken ct) => await client.GetHandle<int>("a").WaitAsync(ct);
}
