//contract # What has shipped.
//contract task work-async.do(): int
namespace Corpus;

public static partial class WorkAsync
{
    [Task] public static async Task<int> Do() { await Task.Yield(); return 1; }
}
