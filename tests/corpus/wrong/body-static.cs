namespace Corpus;

public static partial class WrongBodyStatic
{
    public static int counter;

    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        counter++; //! TT3005
        await Task.Delay(5, ct);
    }
}
