//contract # What has shipped.
//contract task work-same.do(a: int, b?: string?): nothing
namespace Corpus;

public static partial class WorkSame
{
    [Task] public static void Do(int a, string? b = null) { }
}
