namespace Corpus;

public static partial class BodyStatus
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        var handle = client.GetHandle<int>("a");
        GC.KeepAlive(await handle.GetStatusAsync(ct));
    }
}
