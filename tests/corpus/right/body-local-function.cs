namespace Corpus;

public static partial class BodyLocalFunction
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        await Inner();
        async Task Inner() => await Task.Delay(5, ct);
    }
}
