//contract # What has shipped.
//contract task work-tuple.do(a: (int A, string B)): (int X, int Y)
namespace Corpus;

public static partial class WorkTuple
{
    [Task] public static (int X, int Y) Do((int A, string B) a) => (a.A, 1);
}
