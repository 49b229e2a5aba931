//contract # What has shipped.
//contract task work-moved.do(a: int, b?: int, c?: int): nothing
namespace Corpus;

public static partial class WorkMoved
{
    [Task] public static void Do(int a, int b = 1, int c = 2) { }
}
