//contract task contract-reordered.do(a: int, b: int): nothing
namespace Corpus;

public static partial class ContractReordered
{
    [Task] public static void Do(int b, int a) { } //! TT4005
}
