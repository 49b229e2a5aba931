namespace Corpus;

public static partial class ShapeAsyncIteratorHelper
{
    [Task] public static async Task<int> Do(CancellationToken ct)
    {
        var n = 0;
        await foreach (var x in Numbers().WithCancellation(ct))
            n += x;
        return n;
    }
    private static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
}
