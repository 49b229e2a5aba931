//contract task contract-unrecorded2.do(a: int): nothing
namespace Corpus;

public static partial class ContractUnrecorded2
{
    [Task] public static void Do(int a, int b = 1) { } //! TT4001
}
