namespace Corpus;

public static partial class WrongBodyStatic2
{
    public static int counter;

    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, [FromServices] HttpClient http, CancellationToken ct)
    {
        counter = text.Length; //! TT3005
        await Task.Delay(5, ct);
    }
}
