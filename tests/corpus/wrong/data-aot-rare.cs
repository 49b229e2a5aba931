//aot
namespace Corpus;

public static partial class WorkAotRare
{
    [Task] public static void Do(Queue<int> queue) { } //! TT2001
    [Task] public static int[,] Table() => new int[1, 1]; //! TT2001 TT2002
}
