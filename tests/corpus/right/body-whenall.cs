namespace Corpus;

public static partial class BodyWhenall
{
    [Task]
    public static async Task Do(string text, [FromServices] ITaskClient client, CancellationToken ct)
    {
        var a = One(ct);
        var b = One(ct);
        await Task.WhenAll(a, b);
        GC.KeepAlive(a.Result + b.Result);
    }

    private static Task<int> One(CancellationToken ct) => Task.FromResult(ct.IsCancellationRequested ? 1 : 2);
}
